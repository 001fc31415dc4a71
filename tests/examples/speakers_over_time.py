"""One picture: who is quoted how often, month by month.

    python speakers_over_time.py ARTICLES.parquet speakers.png

ARTICLES is a table with the columns id, date and text; Parquet, CSV or JSON Lines, whatever DuckDB reads.
"""

import sys

import duckdb
import matplotlib.pyplot as plt
import whosaid

articles, picture = sys.argv[1:]

# %% Articles to claims: any table in, a table out.
rows = duckdb.sql(f"SELECT id, CAST(date AS DATE) AS date, text FROM '{articles}'").fetchnumpy()
claims = whosaid.Extractor().table(rows["text"], ids=rows["id"], dates=[str(day)[:10] for day in rows["date"]])
print(claims)

# %% The eight speakers with the most claims, month by month.
counts = duckdb.sql("""
    WITH said AS (
        SELECT speaker.name AS speaker, date_trunc('month', CAST(article.published AS DATE)) AS month
        FROM claims WHERE speaker.kind IN ('person', 'organisation')
    ), loudest AS (SELECT speaker, count(*) AS total FROM said GROUP BY 1 ORDER BY total DESC, 1 LIMIT 8)
    SELECT speaker, month, count(*) AS claims, total FROM said JOIN loudest USING (speaker) GROUP BY ALL ORDER BY total, speaker, month
""")
print(counts)

# %% The picture.
found = counts.fetchall()
figure, axes = plt.subplots(figsize=(9, 4), layout="constrained")
axes.scatter([month for _, month, _, _ in found], [speaker for speaker, *_ in found], s=[30 * count for _, _, count, _ in found], alpha=0.7)
axes.set_title("Claims by speaker and month")
axes.grid(alpha=0.3)
figure.autofmt_xdate()
figure.savefig(picture, dpi=120)
