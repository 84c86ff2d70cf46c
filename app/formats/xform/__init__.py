"""ODK XForms: the files that Collect, Central, Kobo and Enketo exchange."""
