"""The names of base/files.py for the rooms above the services."""

from __future__ import annotations

from guanxian_desk.base.files import read_file as read_file
from guanxian_desk.base.files import write_file as write_file
