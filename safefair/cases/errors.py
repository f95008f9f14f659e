"""What cannot be done with a case, each a fact for the user."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class CaseNotOpen(DomainError):
    """Nothing is added to a case that has ended."""

    message = _("This case is closed. Open it again first.")


class CaseErased(DomainError):
    """Nothing can be read of a case that was erased."""

    message = _("This case was erased. Nothing of it can be read any more.")


class CaseChangedMeanwhile(DomainError):
    """Somebody else saved since the page was opened."""

    message = _("A colleague saved this since you opened it. Open the page again to see what is there now.")


def refuse_changed(stands: int, seen: int) -> None:
    """CaseChangedMeanwhile if the version that stands there is not the one that was seen."""
    if stands != seen:
        raise CaseChangedMeanwhile


class PersonOfAnotherOrganization(DomainError):
    """A case is about somebody registered here."""

    message = _("This person is not registered with your organisation.")


class ReasonMissing(DomainError):
    """What goes against a rule is done for a reason."""

    message = _("Say why.")


class NobodyToHelp(DomainError):
    """A case has a worker of its own organisation."""

    message = _("Choose a worker of your organisation.")


class LevelWithoutReason(DomainError):
    """Whoever finds less danger than the answers suggest says why."""

    message = _("The answers suggest more danger. Choose that, or say why it is less.")


class ReviewTooLate(DomainError):
    """High danger is looked at again within three days."""

    message = _("High danger is looked at again within three days.")


class DayInFuture(DomainError):
    """What happened has a day that has come."""

    message = _("This day has not come yet.")


class LevelMissing(DomainError):
    """An assessment ends with a level."""

    message = _("Choose how great the danger is.")


class NoSafetyPlan(DomainError):
    """Only a plan that holds is looked at again."""

    message = _("A newer safety plan has taken the place of this one.")


class CaseOnHold(DomainError):
    """What the law asks to keep is not erased."""

    message = _("This case is on hold. Let it go first, if the law allows.")


class CaseStillOpen(DomainError):
    """While work goes on a case is erased only because she asks, or because keeping it endangers her."""

    message = _("This case is open. Close it first, unless she asks for it or keeping it endangers her.")


class NothingWritten(DomainError):
    """An empty message says nothing."""

    message = _("Write something first.")


class CannotClose(DomainError):
    """Something must be done before a case ends; the message says what."""


class SelfApproval(DomainError):
    """Whoever asked for a closure does not decide on it."""

    message = _("You asked for this closure yourself. Somebody else decides on it.")


class ClosureDecided(DomainError):
    """A closure is decided once."""

    message = _("This closure was decided or taken back meanwhile.")


class CaseNotClosed(DomainError):
    """Only a closed case is opened again."""

    message = _("This case is not closed.")


class ComplaintEndsTooEarly(DomainError):
    """A complaint ends after it was lodged."""

    message = _("A complaint cannot end before it was lodged.")


class GroupOfAnotherOrganization(DomainError):
    """Complaints are filed together by one organisation."""

    message = _("This group is not of your organisation.")


class RecipientMissing(DomainError):
    """Sharing is always with somebody."""

    message = _("Say with whom: one organisation, or a name from outside.")


class SharedWithOurselves(DomainError):
    """What stays in the organisation is not shared."""

    message = _("This is your own organisation. Choose another one.")


class NothingToShare(DomainError):
    """A yes to sharing names what is shared."""

    message = _("Say what she agrees to share.")


class AnswerIsOlder(DomainError):
    """The newest answer counts."""

    message = _("She has answered this on a later day already. Look at what stands there first.")


class ReferralOver(DomainError):
    """What has ended is neither answered nor taken back."""

    message = _("This referral has ended already.")


class ReferralTakenBack(DomainError):
    """The sender, or she herself, took it back before it was answered."""

    message = _("This referral was taken back. Nothing of it can be opened.")


class ReferralAnswered(DomainError):
    """One answer a referral."""

    message = _("A colleague answered this referral before you.")


class ConsentOver(DomainError):
    """She no longer agrees, or her consent is over."""

    message = _("She no longer agrees to this referral. It cannot be accepted.")


class NoConsent(DomainError):
    """Nothing leaves without a consent that names this purpose, this receiver and each category."""

    message = _("She has not agreed to share this with this organisation. Ask her first.")


class NotAllowedToOverride(DomainError):
    """Only a supervisor sends without consent."""

    message = _("Only a case supervisor may send without her consent.")


class DocumentGone(DomainError):
    """What she chose to send was taken away meanwhile."""

    message = _("A document that was chosen is not there any more. Choose once more.")


class TooManyDocuments(DomainError):
    """A packet carries a few documents: more go from hand to hand."""

    message = _("Up to 5 documents of together 8 MB go with a referral. Choose fewer.")


class NoInstallation(DomainError):
    """Before anything goes to another installation this one has a name and keys."""

    message = _("This installation has no card yet. An administrator makes it under Other installations.")


class OurOwnCard(DomainError):
    """Nobody is a partner of herself."""

    message = _("This is the card of this installation itself. Ask the other side for theirs.")


class PartnerKnown(DomainError):
    """New keys under a known number may be somebody else."""

    message = _(
        "This installation is known with other keys. Ask there by telephone; stop trusting the old ones first."
    )


class PartnerEnded(DomainError):
    """What ended does not come back; a new card may."""

    message = _("This installation is not trusted any more. Add its card once more.")


class FileNotReadable(DomainError):
    """Not a file of this kind, changed on the way, or written by a version that we do not know."""

    message = _(
        "This is no packet or receipt that can be read, or it was changed on the way. Ask for it again."
    )


class NothingToSend(DomainError):
    """It has arrived meanwhile, was taken back, or goes by hand."""

    message = _("There is nothing to send any more: it has arrived, was taken back, or is carried by hand.")


class FileTooLarge(DomainError):
    """No packet is as large as this."""

    message = _("This file is larger than any packet. It cannot be one.")


class FileChanged(FileNotReadable):
    """The signature is not that of the installation which it names."""


class FileNotOurs(DomainError):
    """Sealed for somebody else."""

    message = _("This file is for another installation or another organisation. It cannot be opened here.")


class PartnerNotTrusted(DomainError):
    """Unknown, unconfirmed and ended are one answer."""

    message = _("It comes from an installation that is not trusted here. Ask an administrator.")


class FileOver(DomainError):
    """What it rests on is over."""

    message = _("Her consent to this referral is over. The packet was not opened.")


class PacketTakenBack(DomainError):
    """The taking back came before the packet."""

    message = _("The sender has taken this referral back. The packet was not opened.")


class PacketUnknown(DomainError):
    """An answer to nothing that we sent."""

    message = _("This receipt belongs to no referral of this organisation.")


class ReferralUnderWay(DomainError):
    """One live referral for one service to one receiver."""

    message = _("A referral for this service waits there already.")


class ReceiverUnknown(DomainError):
    """A referral goes to an active organisation or to a name."""

    message = _("Choose an organisation that is in use, or write a name.")


class CannotTakeUp(DomainError):
    """An own case is opened from an accepted referral, once."""

    message = _("An own case is opened from a referral that was accepted, and once only.")


class BedTaken(DomainError):
    """One woman, one bed."""

    message = _("This bed was taken meanwhile, or was taken on those days. Choose another one.")


class BedNotForHer(DomainError):
    """A bed that is in use, of one house of the organisation; a cot is for a child."""

    message = _("Choose beds that are in use, in one house. A cot is for a child.")


class HouseTakesNoChildren(DomainError):
    """A house may take no children, or boys up to an age only."""

    message = _("This house does not take these children.")


class AlreadyInShelter(DomainError):
    """Somebody sleeps in one bed."""

    message = _("She stays in a bed already. Move her, or write down that she left.")


class NotInShelter(DomainError):
    """Only somebody who stays can leave or move."""

    message = _("She does not stay in this bed any more.")


class LeftBeforeComing(DomainError):
    """Nobody leaves before she came."""

    message = _("This day is before the day on which she came.")


class IncidentAfterReport(DomainError):
    """Nothing is told before it happened."""

    message = _("It cannot have happened after she told us.")


class NotAgreed(DomainError):
    """A question becomes a case by her consent only."""

    message = _("Ask her first, and write down the day on which she agreed: today or before.")


class QuestionTakenUp(DomainError):
    """There is a case for this question."""

    message = _("There is a case for this question already.")
