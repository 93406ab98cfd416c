from django.db import migrations, models


class Migration(migrations.Migration):
    """A piece that was put in before has no number: taking it out again then refers to the answer's history."""

    dependencies = [("answers", "0010_glossary")]

    operations = [
        migrations.AddField(
            model_name="importpiece",
            name="seq",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="number in the answer's log"),
        ),
    ]
