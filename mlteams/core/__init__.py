"""What a part is made of: types and drawing. Reads no files, and loads no library until something is drawn."""
