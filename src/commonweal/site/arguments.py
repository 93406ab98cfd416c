"""What is wrong with the arguments of a command, in one sentence. Needs no Django."""

import argparse
from typing import NoReturn

from commonweal.site import exits
from commonweal.site.ports import LAST_PORT


class PlainParser(argparse.ArgumentParser):
    """Refuses arguments with a sentence instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Leave with the sentence."""
        refuse(self, message)


def refuse(parser: argparse.ArgumentParser, message: str) -> NoReturn:
    """Say what is wrong and where the help is, and leave. The types below say whole sentences: they stand alone."""
    _argument, _colon, sentence = message.partition(": ")
    is_told = message.startswith("argument ") and sentence[:1].isupper()
    told = sentence if is_told else f"{message[:1].upper()}{message[1:]}."
    parser.exit(exits.USAGE, f"{told} “{parser.prog} --help” says more.\n")


def port_number(text: str) -> int:
    """What was typed for a port, as a number; whether one can listen there is looked at later."""
    return _number(text, f"The port is a number from 1024 to {LAST_PORT}, not “{text}”.")


def count_of_processes(text: str) -> int:
    """What was typed for a number of processes; 1 or more."""
    fault = f"The number of processes is 1 or more, not “{text}”."
    n = _number(text, fault)
    if n < 1:
        raise argparse.ArgumentTypeError(fault)
    return n


def _number(text: str, fault: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(fault) from None
