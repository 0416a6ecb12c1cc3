"""What a terminal shows in the end of what is written to it: cursor movements and erasures, no colours."""

import re
import sys

TOKEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b[=>]|[\r\n\b]|[^\x1b\r\n\b]+")


def shown(text: str) -> list[str]:
    """The lines of the screen, from the first that was written."""
    lines: list[list[str]] = [[]]
    row = column = 0
    for token in TOKEN.finditer(text):
        word, number, command = token.group(0), token.group(1), token.group(2)
        count = int(number) if number and number.isdigit() else 1
        if word == "\r":
            column = 0
        elif word == "\n":
            row += 1
            while len(lines) <= row:
                lines.append([])
        elif word == "\b":
            column = max(0, column - 1)
        elif command == "A":
            row = max(0, row - count)
        elif command == "C":
            column += count
        elif command == "K":
            del lines[row][column:]
        elif command == "J":
            del lines[row][column:]
            del lines[row + 1 :]
        elif command is None and not word.startswith("\x1b"):
            for character in word:
                line = lines[row]
                line.extend(" " * (column + 1 - len(line)))
                line[column] = character
                column += 1
    return ["".join(line).rstrip() for line in lines]


if __name__ == "__main__":
    # The bytes as they are: text mode would change the ends of lines.
    sys.stdout.write("\n".join(shown(sys.stdin.buffer.read().decode())).rstrip("\n") + "\n")
