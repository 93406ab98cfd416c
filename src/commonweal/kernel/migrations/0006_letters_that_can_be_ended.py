from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0005_notices")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="unsubscribe",
            field=models.CharField(blank=True, max_length=500, verbose_name="where such letters are ended"),
        ),
    ]
