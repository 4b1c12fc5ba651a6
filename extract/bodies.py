def find_bodies(text):
    return []
