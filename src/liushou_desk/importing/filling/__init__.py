"""Other people's templates (模板) filled in: one part is edited, all else stays byte for byte.

Libraries that read a workbook and write it anew lose what they do not know: text boxes, newer
drop-downs, whatever comes with the next version. So the part of the sheet is edited as XML. It is
done by the reader, see `reader`, for the file is somebody else's.
"""
