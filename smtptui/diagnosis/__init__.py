"""A failure's cause in words: what it is, how sure we are, what to do next.

    explain      one pure function, Evidence -> Diagnosis
    facts        what the evidence says, in the terms that rules use
    traits       short facts about the settings, for rules to name
    stage_guess  the stage of a failure that nobody named
    words        a reply's text made comparable: case, line ends, codes, encodings
    families     which provider names mean the same servers, and which words betray them
    rules        rules/<stage>.toml: one entry a rule
    engine       which rule wins
    causes       causes.toml: a cause in words, with the operator's own values in it
    values       the operator's own values for a text's places
    ruling_out   what the stages that passed exclude

To add a rule, write one `[[rule]]` in `rules/<stage>.toml` with an example that it wins on; a cause, one table in
causes.toml. The tests show which rules cannot be reached and which causes have no rule.
"""

from smtptui.diagnosis.explain import explain

__all__ = ["explain"]
