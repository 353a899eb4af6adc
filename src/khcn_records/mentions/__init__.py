"""Values found in running text, with their exact place in the text given (*nhận dạng văn bản, ngày tháng trong câu*).

Both searches take time linear in the text, whatever the text.
"""
