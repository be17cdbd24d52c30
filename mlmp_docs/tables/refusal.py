"""Why a cell is not taken: a code, a Danish sentence and what to do about it. Never what stands in the cell."""


class Refusal(ValueError):
    """A cell cannot be taken as it stands."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
