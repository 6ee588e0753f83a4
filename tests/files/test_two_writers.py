"""Two processes that write in one folder: nothing is lost and no number is given twice."""

import multiprocessing
import tomllib
from pathlib import Path

from govtool.domain.change import Change, NewRecord, SetValue
from govtool.files import log, snapshot
from govtool.files.apply import apply
from govtool.problems import GovtoolError
from tests.files.faults import DAY, clock, make_project

ROUNDS = 200
FORK = multiprocessing.get_context("fork")


def numbered(root: Path) -> Change:
    """Return the change that adds the next number, once as a file of any name and once in a common file."""
    taken = snapshot.take(root)
    number = tomllib.loads(taken.text("govtool.toml")).get("last", 0) + 1
    name = FORK.current_process().name
    edits = (
        NewRecord(f"budgets/claims/{name}-{number}.toml", {"number": number}),
        SetValue("govtool.toml", ("last",), number),
    )
    return Change("claim make", DAY, taken.digests, edits, about=str(number))


def check_numbers(root, count):
    files = [tomllib.loads(file.read_text()) for file in (root / "budgets/claims").iterdir()]
    assert sorted(file["number"] for file in files) == list(range(1, count + 1))
    lines, problems = log.read((root / ".govtool/log.jsonl").read_bytes())
    assert problems == ()
    assert [line.about for line in lines[1:]] == [str(number) for number in range(1, count + 1)]


def at_once(root, barrier, results):
    for _ in range(ROUNDS):
        change = numbered(root)
        barrier.wait(30)
        try:
            apply(root, change, clock=clock)
            results.put("done")
        except GovtoolError as refused:
            results.put([problem.code for problem in refused.problems])
        barrier.wait(30)


def test_of_two_that_computed_from_the_same_state_one_succeeds(tmp_path):
    make_project(tmp_path)
    barrier, results = FORK.Barrier(2), FORK.Queue()
    writers = [FORK.Process(target=at_once, args=(tmp_path, barrier, results), name=f"w{n}") for n in range(2)]
    for writer in writers:
        writer.start()
    seen = [results.get(timeout=60) for _ in range(2 * ROUNDS)]
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert seen.count("done") == seen.count(["folder-changed"]) == ROUNDS
    check_numbers(tmp_path, ROUNDS)


def until_done(root):
    done = 0
    while done < ROUNDS // 2:
        try:
            apply(root, numbered(root), clock=clock)
            done += 1
        except GovtoolError as refused:
            assert [problem.code for problem in refused.problems] == ["folder-changed"]


def test_two_that_try_again_lose_nothing(tmp_path):
    make_project(tmp_path)
    writers = [FORK.Process(target=until_done, args=(tmp_path,), name=f"w{n}") for n in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    check_numbers(tmp_path, ROUNDS)
