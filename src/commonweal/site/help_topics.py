"""Help in place: short answers by task, and which of them belongs to a page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class HelpTopic:
    """One page of help: questions as people ask them, with answers of a few sentences."""

    slug: str
    title: Words
    lead: Words
    answers: tuple[tuple[Words, Words], ...]


TOPICS = (
    HelpTopic(
        "sign-in",
        _("Signing in and your account"),
        _("Getting in, with or without a password, and keeping the account safe."),
        (
            (
                _("I have no password. How do I get in?"),
                _(
                    "Press “Send me a link”, type the address your invitation came to, and open the letter on the "
                    "same device. A link works once, within 20 minutes."
                ),
            ),
            (
                _("The letter does not come. What now?"),
                _(
                    "Look in the folder for unwanted mail. Wait two minutes and ask once more. If nothing comes, ask "
                    "a lead of your community which address you were invited with."
                ),
            ),
            (
                _("Somebody else may know my password. What do I do?"),
                _(
                    "Open your account, set another password, and end the sessions on other devices. Both are under "
                    "your initials, at the top."
                ),
            ),
        ),
    ),
    HelpTopic(
        "first-steps",
        _("First steps of a community"),
        _("From the invitation to the first pages of the Profile."),
        (
            (
                _("Where do I begin?"),
                _(
                    "On Start. It lists the first steps in an order that works and shows which are done. Most take "
                    "ten minutes, and none has to be perfect."
                ),
            ),
            (
                _("How do I say which place we are?"),
                _(
                    "A lead chooses the counties of the community. Every figure then shows your place, your state "
                    "and the nation. It can be changed later."
                ),
            ),
            (
                _("How do other people get in?"),
                _(
                    "A lead opens People and invites them by their address. They get a letter with a link, and join "
                    "when they press it."
                ),
            ),
        ),
    ),
    HelpTopic(
        "writing",
        _("Writing answers together"),
        _("Several people in one text, without losing a word."),
        (
            (
                _("Is what I write saved?"),
                _(
                    "Yes, as you type. “Saved” with a time appears only when the server has stored every word. "
                    "Without a connection your device keeps the words and sends them when it is back."
                ),
            ),
            (
                _("Can I bring an earlier text back?"),
                _(
                    "Yes. Open History beside the answer, choose a moment, compare, and bring it back. The text that "
                    "was there is in the history too."
                ),
            ),
            (
                _("How do we agree on a text?"),
                _(
                    "Send the answer to group review and name who is asked. Each person reads it and agrees. If the "
                    "text changes, the page says so and shows what changed."
                ),
            ),
            (
                _("How do I ask somebody something about a sentence?"),
                _(
                    "Select the words and write a comment; an @ and a name sends that person a notice. Readers may "
                    "comment too. Whoever settles a comment closes it."
                ),
            ),
        ),
    ),
    HelpTopic(
        "figures",
        _("Figures and measures"),
        _("Where the numbers come from, and how they get into an answer."),
        (
            (
                _("Where do the numbers come from?"),
                _(
                    "From files that public bodies publish and a lead loads, or from your community itself. Each "
                    "number shows its source, its year and how sure it is."
                ),
            ),
            (
                _("How do I put a figure into an answer?"),
                _(
                    "Press Figure in the bar above the text and choose a measure. It gets its number by itself, and "
                    "follows the newest release until the answer is handed in."
                ),
            ),
            (
                _("A number is wrong. What do I do?"),
                _(
                    "Open the measure and look at its source. A published number is mended by its publisher; a number "
                    "of your own can be taken back and entered again, and its history stays."
                ),
            ),
        ),
    ),
    HelpTopic(
        "people",
        _("People, roles and organizations"),
        _("Who may do what, and who is with you."),
        (
            (
                _("Who may do what?"),
                _(
                    "A reader reads and comments. A writer writes. A lead also chooses the place, loads figures and "
                    "decides who is in the community. The page People names the leads."
                ),
            ),
            (
                _("Somebody leaves. What happens to what they wrote?"),
                _(
                    "It stays, with their name and its history. Removing a person takes away their way in, and "
                    "nothing else."
                ),
            ),
        ),
    ),
    HelpTopic(
        "framework",
        _("The framework and its questions"),
        _("Reading the questions, on the screen or on paper."),
        (
            (
                _("How do I read only what I need?"),
                _(
                    "Each item has three depths: its main question, the question for each topic, or the detailed "
                    "questions underneath. Choose one above the questions."
                ),
            ),
            (
                _("What does a word with dots under it mean?"),
                _(
                    "It is a term of the framework. Press it, or move to it with the Tab key and press Enter, and it "
                    "says what it means here."
                ),
            ),
            (
                _("How do I print the questions for a meeting?"),
                _(
                    "Open the edition or an item and press “Question booklet”. Choose the part, how much room to "
                    "write, the language, and large print where somebody needs it."
                ),
            ),
        ),
    ),
    HelpTopic(
        "documents",
        _("Documents to print and to send"),
        _("The Profile and booklets as files."),
        (
            (
                _("How do I get the Profile as a file?"),
                _(
                    "Open the Community Profile and choose to print or download it, in English or Spanish. It holds "
                    "the answers as they stand now, and the figures with their numbers."
                ),
            ),
            (
                _("Can a screen reader read the PDF?"),
                _(
                    "Yes. It has headings, a language, a title, tables with their heads, and words for every picture. "
                    "A booklet can also be had in large print."
                ),
            ),
            (
                _("Can it carry our logo?"),
                _(
                    "Yes. The person who runs this site chooses logo, colors, cover and first words for all "
                    "documents under Operations, Documents."
                ),
            ),
        ),
    ),
    HelpTopic(
        "operating",
        _("Running this site"),
        _("For operators: jobs, mail, framework files and the look of documents."),
        (
            (
                _("Work is stuck. Where do I look?"),
                _(
                    "Under Operations, Jobs. A failed job says what happened and can be begun anew. Work that a crash "
                    "interrupted is found and done again by itself."
                ),
            ),
            (
                _("How do I bring in a framework of our own?"),
                _(
                    "Open Framework and press “Bring in a file”. Every fault is shown with its line; without faults "
                    "you see what the file holds, and nothing changes until you take it in."
                ),
            ),
            (
                _("How do I undo a choice of edition or look?"),
                _(
                    "Every version is kept. Choose the one before: an edition on its own page, a look of documents in "
                    "its list of versions."
                ),
            ),
        ),
    ),
)
TOPIC_BY_SLUG = {topic.slug: topic for topic in TOPICS}

TOPIC_OF_PAGE = {
    "answers:pdf": "documents",
    "answers:print": "documents",
    "documents:booklet": "framework",
    "documents:looks": "operating",
    "documents:look": "operating",
    "catalogues:list": "operating",
    "catalogues:use": "operating",
    "catalogues:take-back": "operating",
    "frameworks:uploads": "operating",
    "frameworks:upload": "operating",
    "frameworks:make-current": "operating",
    "answers:figure": "figures",
    "answers:figure-add": "figures",
    "communities:people": "people",
    "communities:roles": "people",
    "communities:invitations": "people",
    "communities:organizations": "people",
    "communities:organization": "people",
}
"""By the name of a page; other pages of a package have the topic of their package."""
TOPIC_OF_PACKAGE = {
    "accounts": "sign-in",
    "answers": "writing",
    "communities": "first-steps",
    "documents": "documents",
    "entrance": "first-steps",
    "frameworks": "framework",
    "kernel": "operating",
    "measures": "figures",
}


def topic_of(view_name: str) -> str:
    """The slug of the topic that helps with a page; empty where only the list of topics does.

    >>> topic_of("answers:pdf"), topic_of("answers:write"), topic_of("site:home")
    ('documents', 'writing', '')
    """
    return TOPIC_OF_PAGE.get(view_name) or TOPIC_OF_PACKAGE.get(view_name.partition(":")[0], "")


OWN_WORDS = (
    (_("Approach"), _("How something is done: the method.")),
    (
        _("Backbone organization"),
        _("The organization that calls the group together, keeps its papers and its daily work."),
    ),
    (_("Band"), _("A span of points with a description of what communities in it are like.")),
    (_("Category"), _("One of the seven parts of the framework after the Profile.")),
    (_("Cohort"), _("Communities that go through the learning program together.")),
    (_("Community excellence group"), _("The people of all sectors who lead the work for the whole community.")),
    (_("Comparison"), _("A figure of another place beside one's own: the state, the nation, a similar community.")),
    (_("Consensus"), _("What a review team agrees on in conversation after each has reviewed alone.")),
    (_("Deployment"), _("How widely a method is used by those who should use it.")),
    (_("Independent review"), _("Reading and commenting alone, before the team talks.")),
    (_("Item"), _("A part of a category that is answered and reviewed as one, such as 1.1.")),
    (_("Key factor"), _("A fact about the community or the group that matters for how it is reviewed.")),
    (_("Measure"), _("What is counted or asked again and again, such as the share of adults without insurance.")),
    (_("Mentor"), _("A person from another community who reads along and asks.")),
    (_("OFI"), _("Opportunity for improvement: something that is missing or could work better.")),
    (_("Scorebook"), _("Where a reviewer keeps key factors, comments and the range of each item.")),
    (
        _("Segment"),
        _("A part of the whole, such as an age group or a town, whose figures are looked at by themselves."),
    ),
    (_("Site visit"), _("When reviewers come to see and ask what they could not learn from the text.")),
    (_("Strength"), _("Something that works, with what shows it.")),
)
"""Words of the field that this site uses, with what they mean; the edition in use has further terms of its own."""
