"""How a script of cargo-stubgen gives its answer. Every script has this text in front of its own.

Standard input is the request: pieces that each end with a zero byte, of which the first is the key of the answer.
Standard output is the channel of answers. Both are put aside before the script runs. The extension finds nothing on
standard input, and what it prints to standard output goes to standard error.

An answer is a line with the key, its kind and its length, and then its bytes. What else arrives on the channel does not
have the key. The first answer says that the script runs. What ends the process before that is not the extension.
"""

import os
import sys


def _protocol():
    request = b""
    while True:
        piece = os.read(0, 65536)
        if not piece:
            break
        request += piece
    # The descriptor is not inherited by what the extension starts.
    channel = os.dup(1)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    pieces = request.split(b"\0")[:-1]
    # None of these is a global variable, which an extension may look at.
    key = pieces[0]
    process = os.getpid()

    def send(kind, data):
        with os.fdopen(channel, "wb", closefd=False) as file:
            file.write(b" ".join([key, kind.encode(), str(len(data)).encode()]) + b"\n")
            file.write(data)

    def answer(kind, data):
        """Gives the answer, text or bytes, and ends the process."""
        # An extension may fork when it is imported. The new process then runs the script as well.
        if os.getpid() != process:
            os._exit(0)
        send(kind, data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data)
        # This does not wait for threads that the extension has started, or for what it does when a process ends.
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BaseException:  # an extension may have replaced or closed it
                pass
        os._exit(0)

    def raised(kind, error, trace):
        """Answers for a script that raised an exception."""
        sys.__excepthook__(kind, error, trace)
        answer("raised", described(error))

    sys.excepthook = raised
    send("started", b"")
    return answer, [os.fsdecode(piece) for piece in pieces[1:]]


if sys.version_info < (3,):
    sys.exit("it is Python %d.%d" % sys.version_info[:2])

answer, _arguments = _protocol()


def arguments():
    """The request to the script."""
    return _arguments


