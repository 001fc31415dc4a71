"""The device that networks run on, and their precision."""

import re
from pathlib import Path

import torch


def device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def has_bfloat16(device):
    """Whether the device has bfloat16 instructions. A processor without them emulates it, thirty times as slowly as float32."""
    flags = Path("/proc/cpuinfo")
    return device.type == "cuda" or flags.exists() and bool(re.search(r"\b(avx512_bf16|amx_bf16)\b", flags.read_text()))


def autocast(device):
    """Casts to bfloat16 if the device has it; otherwise everything stays in float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=has_bfloat16(device))
