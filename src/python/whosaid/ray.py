"""Claims of a Ray dataset: ``whosaid.ray.extract(ray.data.read_parquet("articles")).write_parquet("claims")``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whosaid._arrow import arrow_batches, check_columns, shared_extractor

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset

__all__ = ["extract"]


def extract(
    dataset: Dataset,
    text: str = "text",
    id: str = "id",
    date: str | None = None,
    title: str | None = None,
    *,
    concurrency: int | tuple[int, int] | None = None,
    batch_size: int = 256,
    model: str | None = None,
    any_language: bool = False,
) -> Dataset:
    """The claims of all articles in a dataset, one per row, with the columns that the command writes to Parquet.

    ``concurrency`` is the number of actors, each with its own model and one thread; by default, there are up to as many as the cluster has
    processors. An article that cannot be used is a warning in the actor's log, and the others are still read.

    >>> claims = whosaid.ray.extract(ray.data.read_parquet("articles"), text="body", id="url")  # doctest: +SKIP
    >>> claims.write_parquet("claims")  # doctest: +SKIP
    """
    import ray

    names = {"text": text, "id": id, "date": date, "title": title}
    columns = dataset.columns()
    if columns is not None:
        check_columns(columns, names, "dataset")
    if concurrency is None:
        cluster: Any = ray
        cluster.init(ignore_reinit_error=True)
        concurrency = (1, max(1, int(cluster.cluster_resources().get("CPU", 1))))
    return dataset.map_batches(
        _Actor,
        fn_constructor_args=(names, model, any_language),
        batch_format="pyarrow",
        batch_size=batch_size,
        concurrency=concurrency,
        num_cpus=1,
    )


class _Actor:
    """Holds a model."""

    def __init__(self, names: dict[str, str | None], model: str | None, any_language: bool) -> None:
        self._names = names
        self._extractor = shared_extractor(model, 1, any_language)

    def __call__(self, articles: pyarrow.Table) -> pyarrow.Table:
        import pyarrow

        names: dict[str, Any] = self._names
        return pyarrow.Table.from_batches(arrow_batches([articles], **names, extractor=self._extractor))
