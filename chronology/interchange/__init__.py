"""Other formats: one file each, all shaped alike."""
