"""How text says it: a file becomes text, documents, measures, and who does what by when."""
