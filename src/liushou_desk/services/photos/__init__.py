"""照片: pictures kept once, and those of visits and activities with order, caption and consent."""

from liushou_desk.services.photos.consent import CONSENT, remarks
from liushou_desk.services.photos.kept import LARGEST
from liushou_desk.services.photos.shots import MOST, PHOTOS, Owner, Shot, shots_of

__all__ = ["CONSENT", "LARGEST", "MOST", "PHOTOS", "Owner", "Shot", "remarks", "shots_of"]
