"""The training loop: AdamW with an average of the weights, saved every few minutes, so that an interrupted run continues where it stopped."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import torch

from batches import epoch_batches
from files import written_whole

WEIGHT_DECAY = 0.01
CLIP = 1.0
SAVE_EVERY = 120  # seconds
SHOW_EVERY = 200  # steps


@dataclass
class Rates:
    """Learning rates; after `warm_up` steps, `shape` maps the share of the run that is done (0 to 1) to a factor."""

    encoder: float
    heads: float
    transitions: float
    warm_up: int
    shape: Callable[[float], float]


def parameter_groups(model, rates):
    """Returns the trainable parameters by learning rate."""
    groups = {"encoder": [], "heads": [], "transitions": []}
    for name, parameter in model.named_parameters():
        first = name.split(".")[0]
        if parameter.requires_grad:
            groups["transitions" if first == "transitions" else "heads" if first in ("heads", "link") else "encoder"].append(parameter)
    return [
        {"params": groups["encoder"], "lr": rates.encoder},
        {"params": groups["heads"], "lr": rates.heads},
        {"params": groups["transitions"], "lr": rates.transitions, "weight_decay": 0.0},
    ]


def steps(texts_of, epochs, batch_size, seed):
    """Yields (step, the share of the run done before it, its windows), one epoch after another."""
    step = 0
    for epoch in range(epochs):
        batches = epoch_batches(texts_of(epoch), batch_size, f"{seed} {epoch}")
        for number, windows in enumerate(batches):
            yield step, (epoch + number / len(batches)) / epochs, windows
            step += 1


class Run:
    """The training of one model. `loss_of(model, batch)` returns losses by name, which are added up; `texts_of(epoch)` returns the texts of an epoch."""

    def __init__(self, model, rates, average, state: Path):
        self.model, self.rates, self.state = model, rates, state
        self.optimizer = torch.optim.AdamW(parameter_groups(model, rates), weight_decay=WEIGHT_DECAY, fused=True)
        self.averaged = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(average))
        self.base = [group["lr"] for group in self.optimizer.param_groups]

    def train(self, texts_of, epochs, batch_size, seed, collate, loss_of, seconds=None):
        """Trains and returns the averaged model. With `seconds`, the rates reach their end by then, and the remaining epochs are skipped."""
        done = self.load()
        torch.manual_seed(seed + done)
        began = saved = time.time()
        self.model.train()
        totals = {}
        for step, share, windows in steps(texts_of, epochs, batch_size, seed):
            progress = max(share, (time.time() - began) / seconds if seconds else 0.0)
            if step < done:
                continue
            if progress >= 1.0:
                break
            self.set_rates(step, progress)
            losses = loss_of(self.model, collate(windows, seed=hash((seed, step))))
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), CLIP)
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.averaged.update_parameters(self.model)
            done = step + 1
            for name, loss in losses.items():
                total, count = totals.get(name, (0.0, 0))
                totals[name] = total + loss.detach(), count + 1
            if done % SHOW_EVERY == 0:
                means = "  ".join(f"{name} {float(total) / count:.4f}" for name, (total, count) in totals.items())
                print(f"step {done}, {100 * progress:.0f} %  {means}  {time.time() - began:.0f} s", flush=True)
                totals.clear()
            if time.time() - saved > SAVE_EVERY:
                self.save(done)
                saved = time.time()
        self.save(done)
        return self.averaged.module.eval()

    def set_rates(self, step, progress):
        factor = min(1.0, (step + 1) / self.rates.warm_up) * self.rates.shape(progress)
        for group, base in zip(self.optimizer.param_groups, self.base):
            group["lr"] = base * factor

    def save(self, step):
        state = {"step": step, "model": self.model.state_dict(), "averaged": self.averaged.state_dict(), "optimizer": self.optimizer.state_dict()}
        with written_whole(self.state) as file:
            torch.save(state, file)

    def load(self):
        """Restores the saved state, if there is one; returns the number of steps done."""
        if not self.state.exists():
            return 0
        state = torch.load(self.state, weights_only=True, map_location=next(self.model.parameters()).device)
        for part in ("model", "averaged", "optimizer"):
            getattr(self, part).load_state_dict(state[part])
        return state["step"]
