"""Papers to keep and to print: PDF set by typst, in a process of its own.

The library is large; the web workers never load it. What is set is thrown away once it is sent.
"""
