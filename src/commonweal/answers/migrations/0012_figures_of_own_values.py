from django.db import migrations, models


class Migration(migrations.Migration):
    """Figures of before show published values, which is what the new fields say of them."""

    dependencies = [("answers", "0011_import_pieces_know_their_number")]

    operations = [
        migrations.AddField(
            model_name="figure",
            name="is_own",
            field=models.BooleanField(default=False, verbose_name="shows the community's own values"),
        ),
        migrations.AddField(
            model_name="figure",
            name="group",
            field=models.CharField(blank=True, max_length=80, verbose_name="group of people"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                name="figure_is_of_a_release_or_our_own",
                condition=models.Q(is_own=False, group="") | models.Q(is_own=True, release__isnull=True),
            ),
        ),
    ]
