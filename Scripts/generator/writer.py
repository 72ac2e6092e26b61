"""Lines of Swift with their indentation."""

HEADER = """\
// Generated from {source} by Scripts/generate. Do not edit.
// swift-format-ignore-file

"""


class Writer:
    def __init__(self):
        self.lines, self.depth = [], 0

    def __call__(self, line=""):
        self.lines.append("    " * self.depth + line if line else "")

    def doc(self, comment):
        for line in comment.split("\n") if comment else []:
            self("///" + line.rstrip())

    def open(self, line):
        self(line)
        self.depth += 1

    def close(self, line="}"):
        self.depth -= 1
        self(line)

    def otherwise(self, line):
        self.close("} else {")
        self.depth += 1
        self(line)
        self.close()

    def text(self, source):
        return HEADER.format(source=source) + "\n".join(self.lines) + "\n"
