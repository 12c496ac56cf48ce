"""The licences: every package of the lock is listed, and none binds those who only use it."""

import re

import pytest

from docs.licences import TARGET, licence, locked

LISTED = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", TARGET.read_text(encoding="utf-8"), re.M))


def test_the_list_names_the_packages_of_the_lock():
    assert set(LISTED) - {"package"} == set(locked()), "docs/licences.md is old: run `make licences`"


@pytest.mark.parametrize("name", ["pylopdf-fonts-zh-cn", "scikit-learn", "jieba", "mistune"])
def test_a_licence_is_what_the_package_says(name):
    assert LISTED[name] == licence(name) != "none stated"


def test_no_package_is_under_the_gpl():
    assert [name for name, stated in LISTED.items() if "GPL" in stated or "GNU" in stated] == []


def test_a_package_that_is_not_installed_is_said_to_be_missing():
    assert "not for this system" in licence("no-such-package")
