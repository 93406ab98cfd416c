"""The worked example, Prairie Bend County: invented, complete, built by calling the services."""

from commonweal.site.demo.build import STAGES, DemoRefused, SignIn, build

__all__ = ["STAGES", "DemoRefused", "SignIn", "build"]
