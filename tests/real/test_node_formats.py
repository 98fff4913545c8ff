"""Node's libraries read what is exported for them, and nodemailer sends by it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._base import Values
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.deliveries import SITUATIONS, Sent, Situation, check, run
from tests.real.unpacked import unpacked

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(shutil.which("npm") is None, reason="Debian has no package of these: npm brings them"),
]
_DOTENV = """
const dotenv = require(process.argv[1]), fs = require('fs');
const read = f => [f, dotenv.parse(fs.readFileSync(f)).SMTP_PASSWORD];
console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map(read))));
"""
_NODEMAILER = """
const options = JSON.parse(require('fs').readFileSync(process.argv[2]));
const message = {from: process.argv[3], to: process.argv[4], subject: 'hello', text: 'hi'};
require(process.argv[1]).createTransport(options).sendMail(message).catch(error => {
  console.log(error); process.exitCode = 1;
});
"""


def test_dotenv_reads_every_nasty_secret(tmp_path: Path) -> None:
    known, secrets = formats.load("node-dotenv"), {}
    for number, secret in enumerate(SECRETS):
        if not known.limit("secret", secret, ""):
            path = tmp_path / f"{number}.env"
            path.write_text(rendered("node-dotenv", known, GOOD._replace(secret=Secret(secret))))
            secrets[str(path)] = secret
    command = ["node", "-e", _DOTENV, str(unpacked("node/node_modules/dotenv")), *secrets]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == secrets


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.name)
async def test_nodemailer_sends(situation: Situation, tmp_path: Path) -> None:
    library = str(unpacked("node/node_modules/nodemailer"))

    async def send(values: Values) -> Sent:
        path = tmp_path / "options.json"
        path.write_text(rendered("nodemailer", formats.load("nodemailer"), values))
        words = (library, str(path), values.from_address or "", values.to_address or "")
        # It reads no file of certificates: Node itself does.
        trust = {**os.environ, "NODE_EXTRA_CA_CERTS": values.ca_file or ""}
        return await run("node", "-e", _NODEMAILER, *words, environment=trust)

    await check(situation, send)
