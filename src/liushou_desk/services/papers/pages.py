"""Pages of a PDF as pictures, for the window to show; pdfium loads with the first of them."""

from liushou_desk.export.pages import PageImage, page_count, page_image, page_images

__all__ = ["PageImage", "page_count", "page_image", "page_images"]
