from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from commonweal.accounts import half_way, selectors, services, signed_in, throttle, two_step_selectors
from commonweal.accounts.browsers import keep_language, keep_theme, safe_path
from commonweal.accounts.errors import LinkNotUsable, TooManyTries
from commonweal.accounts.forms import LanguageForm, LinkForm, SignInForm, ThemeForm
from commonweal.accounts.models import SignInLink, User
from commonweal.accounts.signed_in import Proof
from commonweal.kernel.errors import DomainError


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with address and password; the second button asks for a link instead."""
    if request.method == "GET":
        if request.user.is_authenticated:
            return _go_to(request, request.GET.get("next", ""))
        return _show(request, "sign_in", SignInForm(initial={"next": request.GET.get("next", "")}))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _show(request, "sign_in", form, status=422)
    try:
        person = throttle.person_with_password(
            request, email=form.cleaned_data["email"], password=form.cleaned_data["password"]
        )
    except TooManyTries as refusal:
        form.add_error(None, refusal.message)
        return _show(request, "sign_in", form, status=429)
    if person is None:
        form.add_error(None, _("Address and password do not fit together. Try again, or let us send you a link."))
        return _show(request, "sign_in", form, status=422)
    return _let_in(request, person, form.cleaned_data["next"], by=Proof.PASSWORD)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def link_request(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same whether or not anybody has the address."""
    if request.method == "GET":
        return _show(request, "link_request", LinkForm(initial={"next": request.GET.get("next", "")}))
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _show(request, "link_request", form, status=422)
    email = form.cleaned_data["email"]
    try:
        throttle.count_link_request(request, email=email)
    except TooManyTries as refusal:
        form.add_error(None, refusal.message)
        return _show(request, "link_request", form, status=429)
    next_path = safe_path(request, form.cleaned_data["next"])
    services.ask_for_link(email=email, next_path=next_path, now=timezone.now())
    return redirect("accounts:link-sent")


@login_not_required
@require_GET
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look for the link."""
    mails_stay_here = settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    return render(request, "accounts/link_sent.html", {"mails_stay_here": mails_stay_here})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def link_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressing it signs in. Opening alone does not: mail scanners open every link."""
    if request.method == "GET":
        link = selectors.usable_link(token, timezone.now())
        return _show_link(request, link, status=200 if link else 410)
    try:
        throttle.count_link_use(request)
        link = services.use_link(token=token, now=timezone.now())
    except LinkNotUsable as refusal:
        return _show_link(request, None, refusal, status=410)
    except TooManyTries as refusal:
        return _show_link(request, None, refusal, status=429)
    return _let_in(request, link.user, link.next_path, by=Proof.LINK)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and tell the browser to forget what the site kept on the device."""
    signed_in.let_out(request)
    response = redirect("accounts:sign-in")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@login_not_required
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on, on this device and, for a person, everywhere."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return _go_to(request, request.POST.get("next", ""))
    language = form.cleaned_data["language"]
    if request.user.is_authenticated:
        services.set_language(person=request.user, language=language)
    return keep_language(_go_to(request, form.cleaned_data["next"]), language)


@login_not_required
@require_POST
def theme_set(request: HttpRequest) -> HttpResponse:
    """Remember light or dark on this device."""
    form = ThemeForm(request.POST)
    response = _go_to(request, request.POST.get("next", ""))
    if not form.is_valid():
        return response
    return keep_theme(response, form.cleaned_data["theme"])


def _let_in(request: HttpRequest, person: User, next_path: str, *, by: Proof) -> HttpResponse:
    """Sign the person in, or ask for the code of their phone first."""
    now = timezone.now()
    if two_step_selectors.needs_code(person):
        half_way.hold(request, person, by=by, next_path=next_path, now=now)
        return redirect("accounts:second-step")
    signed_in.let_in(request, person, by=by, now=now)
    return _go_to(request, next_path)


def _go_to(request: HttpRequest, path: str) -> HttpResponse:
    return redirect(safe_path(request, path) or settings.LOGIN_REDIRECT_URL)


def _show(request: HttpRequest, page: str, form: Form, *, status: int = 200) -> HttpResponse:
    return render(request, f"accounts/{page}.html", {"form": form}, status=status)


def _show_link(
    request: HttpRequest, link: SignInLink | None, refusal: DomainError | None = None, *, status: int
) -> HttpResponse:
    context = {"link": link, "refusal": refusal or LinkNotUsable()}
    return render(request, "accounts/link_confirm.html", context, status=status)
