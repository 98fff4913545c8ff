"""The embedded SMTP server: rehearses on loopback what providers do, and keeps the mail that it accepted.

    async with Sandbox() as sandbox:
        endpoint = sandbox.endpoint("greylisted")
        ...  # log in there as sandbox.username with sandbox.secret, trusting sandbox.ca_file
        print(sandbox.messages)

A scenario is one file in `scenarios/`; the server speaks through aiosmtpd, which only `session` knows.
"""
