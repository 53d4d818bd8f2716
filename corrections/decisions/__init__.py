"""What people and the machine decided on words: kept, compared, put into the text, undone."""
