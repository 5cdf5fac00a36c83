"""Asks a language server what an editor would ask, and prints the answers.

Standard input is a JSON object: `command` starts the server, `root` is the directory that it opens, and `questions` is a
list. Each has the name of an operation (`ask`), the `text` of a Python file, and a place in it (`line`, `character`). A
question about a completion also has the `label` of the item to describe. Standard output is a JSON list of the answers, in
the same order: text for everything that an editor shows, and `[path, line]` for each definition.

It knows the protocol, and nothing of stubs: https://microsoft.github.io/language-server-protocol/
"""

import json
import pathlib
import subprocess
import sys


class Server:
    """A running server, to which one message is sent at a time."""

    def __init__(self, command, root):
        self.process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.count = 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = None
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise SystemExit(f"the server ended with {self.process.wait()}")
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        """Returns the result. Questions that the server asks meanwhile get the answer of a client without settings."""
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.receive()
            if "method" not in message:
                if message["id"] != self.count:
                    continue
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']['message']}")
                return message["result"]
            if "id" in message:
                is_settings = message["method"] == "workspace/configuration"
                result = [None for _ in message["params"]["items"]] if is_settings else None
                self.send({"id": message["id"], "result": result})

    def end(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.stdin.close()
        self.process.wait(timeout=20)


def plain(content):
    """Returns the text of what a server shows, which has one of four forms."""
    if isinstance(content, list):
        return "\n".join(plain(part) for part in content)
    if isinstance(content, dict):
        return content["value"]
    return content or ""


def hover(server, place, _):
    found = server.request("textDocument/hover", place)
    return plain(found["contents"]) if found else ""


def completion(server, place, question):
    """Returns the labels, and the description of the wanted one."""
    found = server.request("textDocument/completion", place) or []
    items = found if isinstance(found, list) else found["items"]
    labels = [item["label"] for item in items]
    for item in items:
        if item["label"] == question["label"]:
            # A server that does not resolve items has described them already.
            if server.resolves:
                item = server.request("completionItem/resolve", item)
            return {"labels": labels, "text": plain([item.get("detail"), item.get("documentation")])}
    return {"labels": labels, "text": ""}


def signature(server, place, _):
    found = server.request("textDocument/signatureHelp", place)
    if not found or not found["signatures"]:
        return ""
    signatures = found["signatures"]
    return plain([[it["label"], it.get("documentation")] for it in signatures])


def definition(server, place, _):
    found = server.request("textDocument/definition", place) or []
    found = found if isinstance(found, list) else [found]
    places = []
    for it in found:
        span = it.get("targetSelectionRange") or it.get("range")
        places.append([pathlib.Path((it.get("targetUri") or it["uri"])).name, span["start"]["line"] + 1])
    return places


OPERATIONS = {"hover": hover, "completion": completion, "signature": signature, "definition": definition}

CAPABILITIES = {
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "hover": {"contentFormat": ["plaintext", "markdown"]},
        "completion": {
            "completionItem": {
                "documentationFormat": ["plaintext", "markdown"],
                "resolveSupport": {"properties": ["documentation", "detail"]},
            }
        },
        "signatureHelp": {"signatureInformation": {"documentationFormat": ["plaintext", "markdown"]}},
        "definition": {},
    },
}


def main():
    asked = json.load(sys.stdin)
    root = pathlib.Path(asked["root"])
    server = Server(asked["command"], root)
    folder = {"uri": root.as_uri(), "name": root.name}
    started = server.request(
        "initialize",
        {"processId": None, "rootUri": folder["uri"], "workspaceFolders": [folder], "capabilities": CAPABILITIES},
    )
    provider = started["capabilities"].get("completionProvider") or {}
    server.resolves = bool(provider.get("resolveProvider"))
    server.notify("initialized", {})
    answers = []
    for number, question in enumerate(asked["questions"]):
        path = root / f"question_{number}.py"
        path.write_text(question["text"], encoding="utf-8")
        document = {"uri": path.as_uri()}
        opened = {**document, "languageId": "python", "version": 1, "text": question["text"]}
        server.notify("textDocument/didOpen", {"textDocument": opened})
        position = {"line": question["line"], "character": question["character"]}
        place = {"textDocument": document, "position": position}
        answers.append(OPERATIONS[question["ask"]](server, place, question))
        server.notify("textDocument/didClose", {"textDocument": document})
    server.end()
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
