"""How the assistant hears facts: from the raw text of a message to the facts of an applicant.

`reading.read` is the one entry point. Below it, each module reads one kind of thing and can be tested alone:

- `message`: the message as the others see it (`normalising`, `numbers`, `scope` make it);
- `amounts`, `durations`, `licences`, `jobs`, `places`, `counts`, `kinds`, `statements`: facts said in full
  (`statements` by the words of `topics`, weighed in `weighing`; `ownership` and `project` beside it);
- `answers`: a bare answer (« oui », « 2 », « 80 ») read against the pending question.

Nothing here knows Rasa, and no threshold, year or choice of the schemes stands here: those come from the edition.
"""
