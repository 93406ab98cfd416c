import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE VIRTUAL TABLE kernel_search_words USING fts5(
    title_words, text_words, content='kernel_searchentry', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE VIRTUAL TABLE kernel_search_stems USING fts5(
    title_words, text_words, content='kernel_searchentry', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER kernel_search_added AFTER INSERT ON kernel_searchentry BEGIN
    INSERT INTO kernel_search_words(rowid, title_words, text_words) VALUES (new.id, new.title_words, new.text_words);
    INSERT INTO kernel_search_stems(rowid, title_words, text_words) VALUES (new.id, new.title_words, new.text_words);
END;
CREATE TRIGGER kernel_search_gone AFTER DELETE ON kernel_searchentry BEGIN
    INSERT INTO kernel_search_words(kernel_search_words, rowid, title_words, text_words)
    VALUES ('delete', old.id, old.title_words, old.text_words);
    INSERT INTO kernel_search_stems(kernel_search_stems, rowid, title_words, text_words)
    VALUES ('delete', old.id, old.title_words, old.text_words);
END;
CREATE TRIGGER kernel_search_changed AFTER UPDATE OF title_words, text_words ON kernel_searchentry
WHEN old.title_words <> new.title_words OR old.text_words <> new.text_words BEGIN
    INSERT INTO kernel_search_words(kernel_search_words, rowid, title_words, text_words)
    VALUES ('delete', old.id, old.title_words, old.text_words);
    INSERT INTO kernel_search_stems(kernel_search_stems, rowid, title_words, text_words)
    VALUES ('delete', old.id, old.title_words, old.text_words);
    INSERT INTO kernel_search_words(rowid, title_words, text_words) VALUES (new.id, new.title_words, new.text_words);
    INSERT INTO kernel_search_stems(rowid, title_words, text_words) VALUES (new.id, new.title_words, new.text_words);
END;
"""
SQLITE_BACK = """
DROP TRIGGER kernel_search_added;
DROP TRIGGER kernel_search_gone;
DROP TRIGGER kernel_search_changed;
DROP TABLE kernel_search_words;
DROP TABLE kernel_search_stems;
"""

POSTGRESQL = """
ALTER TABLE kernel_searchentry ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.simple', title_words), 'A')
    || setweight(to_tsvector('pg_catalog.english', title_words), 'A')
    || setweight(to_tsvector('pg_catalog.spanish', title_words), 'A')
    || to_tsvector('pg_catalog.simple', text_words)
    || to_tsvector('pg_catalog.english', text_words)
    || to_tsvector('pg_catalog.spanish', text_words)
) STORED;
CREATE INDEX kernel_search_words ON kernel_searchentry USING gin (words);
"""
POSTGRESQL_BACK = "ALTER TABLE kernel_searchentry DROP COLUMN words;"


def make_index(apps, schema_editor):
    """Let the database keep an index of the words: its own means, since nothing does so on both."""
    _run(schema_editor, SQLITE, POSTGRESQL)


def remove_index(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    script = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in _statements(script):
        schema_editor.execute(statement)


def _statements(script):
    """The statements of a script; a trigger is one statement that holds others."""
    held = []
    for line in script.strip().splitlines():
        held.append(line)
        is_trigger = held[0].startswith("CREATE TRIGGER")
        if line == "END;" or (line.endswith(";") and not is_trigger):
            yield "\n".join(held)
            held = []


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_index_of_visibility"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing", models.CharField(max_length=200, unique=True, verbose_name="thing")),
                ("kind", models.CharField(db_index=True, max_length=30, verbose_name="kind")),
                ("is_inner", models.BooleanField(default=False, verbose_name="is for those inside")),
                ("path", models.CharField(max_length=300, verbose_name="address")),
                ("title", models.JSONField(default=dict, verbose_name="title per language")),
                ("text", models.JSONField(default=dict, verbose_name="text per language")),
                ("title_words", models.TextField(blank=True, verbose_name="words of the title")),
                ("text_words", models.TextField(blank=True, verbose_name="words of the text")),
                (
                    "node",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="kernel.node",
                        verbose_name="node",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_index, remove_index),
    ]
