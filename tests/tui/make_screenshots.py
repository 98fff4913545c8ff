"""Draw every scene into screenshots/, as the snapshot tests see it: python -m tests.tui.make_screenshots"""

import asyncio
import os
from pathlib import Path

from tests.tui.pictures import portable
from tests.tui.scenes import PICTURES, Scene

FOLDER = Path(__file__).parents[2] / "screenshots"


async def draw(scene: Scene) -> None:
    """One picture."""
    app = scene.app()
    async with app.run_test(size=scene.size) as pilot:
        await scene.run(pilot)
        picture = portable(app.export_screenshot(title=f"smtptui: {scene.name}"))
    (FOLDER / f"{scene.title}.svg").write_text(picture, "utf-8")


def main() -> None:
    """All of them; what is no scene any more goes away."""
    os.environ |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    for scene in PICTURES:
        asyncio.run(draw(scene))


if __name__ == "__main__":
    main()
