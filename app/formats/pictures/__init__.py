"""Pictures and films without what they tell beside the picture: where, when and by whom."""
