"""Speaks with `argo lsp` through pygls, as an editor would. Usage: client.py ARGO. Needs the package pygls."""

import asyncio
import pathlib
import sys
import tempfile

from lsprotocol import types
from pygls.lsp.client import LanguageClient

WORKFLOW = """\
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {name: hello}
spec:
  entrypoint: main
  templates:
  - name: main
    steps:
    - - name: greet
        template: say
        arguments: {parameters: [{name: text, value: "ä😀 {{workflow.name}}"}]}
  - name: say
    inputs: {parameters: [{name: text}]}
    container: {image: 'busybox:1', args: ['{{inputs.parameters.text}}']}
"""


async def main(argo: str) -> None:
    client = LanguageClient("argo-test", "1")
    published: asyncio.Queue = asyncio.Queue()
    registered: list = []

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def _(params: types.RegistrationParams) -> None:
        registered.extend(params.registrations)

    async def findings(version: int) -> list:
        while True:
            params = await asyncio.wait_for(published.get(), 30)
            if params.version == version:
                return list(params.diagnostics)

    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "hello world.yaml"
        path.write_text(WORKFLOW)
        uri = path.as_uri()
        document = types.TextDocumentIdentifier(uri)
        await client.start_io(argo, "lsp", cwd=folder)
        watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        told = await client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watching)
                ),
                workspace_folders=[types.WorkspaceFolder(pathlib.Path(folder).as_uri(), "w")],
            )
        )
        assert told.server_info.name == "argo", told
        client.initialized(types.InitializedParams())
        opened = types.TextDocumentItem(uri, "yaml", 1, WORKFLOW)
        client.text_document_did_open(types.DidOpenTextDocumentParams(opened))
        assert await findings(1) == []

        # `template: say` becomes `template: sya`, two characters at a time.
        def change(version: int, line: int, start: int, end: int, text: str) -> None:
            place = types.Range(types.Position(line, start), types.Position(line, end))
            part = types.TextDocumentContentChangePartial(text=text, range=place)
            versioned = types.VersionedTextDocumentIdentifier(version, uri)
            client.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [part]))

        change(2, 9, 19, 21, "ya")
        found = await findings(2)
        assert [one.code for one in found] == ["unknown-template"], found
        assert found[0].range == types.Range(types.Position(9, 18), types.Position(9, 21)), found
        assert "did you mean `say`?" in found[0].message, found
        change(3, 9, 19, 21, "ay")
        assert await findings(3) == []

        hover = await client.text_document_hover_async(types.HoverParams(document, types.Position(10, 65)))
        assert "The name of the workflow." in hover.contents.value, hover
        # Columns count UTF-16 units: the tag begins behind ä and the two units of the smile.
        assert hover.range.start == types.Position(10, WORKFLOW.splitlines()[10].index("workflow.name") + 1), hover
        hover = await client.text_document_hover_async(types.HoverParams(document, types.Position(13, 17)))
        assert hover.contents.value.startswith("`image`"), hover

        asked = types.DefinitionParams(document, types.Position(9, 19))
        place = await client.text_document_definition_async(asked)
        assert (place.uri, place.range.start) == (uri, types.Position(11, 10)), place

        start = WORKFLOW.splitlines()[13].index("inputs.parameters")
        change(4, 13, start, start + len("inputs.parameters.text"), "")
        await findings(4)
        wanted = types.CompletionParams(document, types.Position(13, start))
        proposals = await client.text_document_completion_async(wanted)
        labels = [item.label for item in proposals.items]
        assert "inputs.parameters.text" in labels and "workflow.name" in labels, labels

        symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        assert [one.name for one in symbols] == ["hello"], symbols
        assert [one.name for one in symbols[0].children] == ["main", "say"], symbols
        assert [one.method for one in registered] == ["workspace/didChangeWatchedFiles"], registered

        await client.shutdown_async(None)
        client.exit(None)
        code = await asyncio.wait_for(client._server.wait(), 10)
        assert code == 0, code
        await client.stop()
    print("argo lsp and pygls understand each other")


asyncio.run(main(sys.argv[1]))
