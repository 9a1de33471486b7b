"""What must hold of every verdict, whatever the facts."""

from typing import Any

from applicants import CORE, EDITION, ON, answers, conversation, nested, put, some
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules_kb import Facts, check_facts, evaluate, next_question, what_would_change
from rules_kb.compiled import ELIGIBLE, NOT_ELIGIBLE, TO_COMPLETE
from rules_kb.conditions import MET, MISSING
from rules_kb.recommendation import recommend

examples = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def checked(told: dict[str, Any]) -> Facts:
    return check_facts(EDITION, nested(told))


def statuses(facts: Facts) -> list[str]:
    return [criterion.condition.evaluate(facts.known) for criterion in CORE.criteria]


def worst_first(facts: Facts) -> dict[str, int]:
    return CORE.scheme_ranks(CORE.ranks(facts.known))


@examples
@given(st.data())
def test_what_is_settled_stays_settled_when_absent_facts_arrive(data: st.DataObject) -> None:
    told = data.draw(answers())
    before, after = checked(some(told, data.draw)), checked(told)
    for early, late in zip(statuses(before), statuses(after), strict=True):
        assert early in (MISSING, late)
    ranks, later = CORE.ranks(before.known), CORE.ranks(after.known)
    for scheme in CORE.schemes.values():
        for volet in scheme.volets:
            early_rank = scheme.volet_rank(volet, ranks)
            assert early_rank in (TO_COMPLETE, scheme.volet_rank(volet, later))
        if scheme.rank(ranks) == NOT_ELIGIBLE:
            assert scheme.rank(later) == NOT_ELIGIBLE
        elif scheme.rank(ranks) != TO_COMPLETE:  # another volet may still turn out better, and says `a_completer`
            assert scheme.rank(later) <= scheme.rank(ranks)


@examples
@given(st.data())
def test_the_order_of_facts_never_matters(data: st.DataObject) -> None:
    facts = nested(some(data.draw(answers()), data.draw))
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    one, other = (evaluate(EDITION, check_facts(EDITION, raw), ON).as_dict() for raw in (facts, shuffled))
    assert one == other


@examples
@given(st.data())
def test_null_never_decides(data: st.DataObject) -> None:
    """What is settled with a fact unknown is so whatever the fact turns out to be: null makes no one eligible."""
    told = data.draw(answers(unknown=False))
    unknown = data.draw(st.sets(st.sampled_from(sorted(told))))
    with_nulls = statuses(checked(told | dict.fromkeys(unknown)))
    for early, late in zip(with_nulls, statuses(checked(told)), strict=True):
        assert early in ("inconnu", MISSING, late)
    ranks = worst_first(checked(dict.fromkeys(EDITION.question_keys)))
    assert ELIGIBLE not in ranks.values()


@examples
@given(st.data())
def test_a_question_is_left_exactly_until_the_recommended_scheme_is_complete(data: st.DataObject) -> None:
    told = some(data.draw(answers()), data.draw)
    facts = checked(told)
    verdict = evaluate(EDITION, facts, ON)
    scheme = verdict.dispositifs.get(verdict.recommandation or "")
    is_complete = verdict.recommandation is not None and (scheme is None or scheme.statut != "a_completer")
    assert (verdict.prochaine_question is None) == is_complete
    if verdict.prochaine_question is not None:
        assert verdict.prochaine_question not in told
        assert verdict.prochaine_question in EDITION.question_keys


@examples
@given(st.data())
def test_a_question_can_change_the_outcome(data: st.DataObject) -> None:
    facts = checked(some(data.draw(answers()), data.draw))
    key = next_question(EDITION, facts).fait
    if key is None:
        return
    if key == EDITION.recommandation.fait:
        decisions = {recommend(EDITION.recommandation, worst_first(facts), wish) for wish in CORE.values[key]}  # type: ignore[arg-type]
        assert len(decisions) > 1
        return
    outcomes = set()
    for value in CORE.values[key]:
        known = {**facts.known, key: value}
        ranks = CORE.ranks(known)
        volets = (scheme.volet_rank(volet, ranks) for scheme in CORE.schemes.values() for volet in scheme.volets)
        outcomes.add((tuple(ranks), tuple(volets)))
    assert len(outcomes) > 1 or TO_COMPLETE not in outcomes.pop()[0]


@examples
@given(answers())
def test_a_conversation_ends_and_never_asks_twice(told: dict[str, Any]) -> None:
    plans, facts = conversation(told)
    keys = [plan.fait for plan in plans]
    assert len(keys) == len(set(keys))
    assert evaluate(EDITION, check_facts(EDITION, facts), ON).recommandation is not None


@examples
@given(answers())
def test_the_questions_left_grow_only_when_another_scheme_is_looked_into(told: dict[str, Any]) -> None:
    plans, _ = conversation(told)
    facts: dict[str, Any] = {}
    looked_into: list[str] = []
    for plan in plans:
        known = check_facts(EDITION, facts).known
        looked_into.append(
            recommend(EDITION.recommandation, CORE.scheme_ranks(CORE.ranks(known)), CORE.wanted(known)).pending[0]
        )
        assert plan.fait is not None
        facts = put(facts, plan.fait, told[plan.fait])
    for number in range(1, len(plans)):
        if plans[number - 1].fait == EDITION.recommandation.fait or looked_into[number] == looked_into[number - 1]:
            assert plans[number].restantes_max < plans[number - 1].restantes_max


BOUNDED = [key for key in EDITION.question_keys if EDITION.fact_of(key).bornable and CORE.by_key[key]]


@examples
@given(st.data())
def test_a_bound_that_holds_the_value_never_contradicts_it(data: st.DataObject) -> None:
    told = data.draw(answers(unknown=False))
    key = data.draw(st.sampled_from(BOUNDED))
    fact, value = EDITION.fact_of(key), told[key]
    bound: dict[str, Any] = {}
    if data.draw(st.booleans()):
        bound["au_moins"] = max(fact.minimum or 0, value - data.draw(st.sampled_from([0, 0.01, 1, 50])))
    above = value + data.draw(st.sampled_from([0.01, 1, 50]))
    if not bound or (data.draw(st.booleans()) and (fact.maximum is None or above <= fact.maximum)):
        bound["moins_de"] = above if fact.maximum is None else min(above, fact.maximum)
        if value >= bound["moins_de"]:  # the largest value of a range has no bound above it
            return
    exact, bounded = statuses(checked(told)), statuses(checked(told | {key: bound}))
    for early, late in zip(bounded, exact, strict=True):
        assert early in (MISSING, late)


@examples
@given(st.data())
def test_what_would_change_does_and_is_needed(data: st.DataObject) -> None:
    facts = nested(some(data.draw(answers()), data.draw))
    scheme_id = data.draw(st.sampled_from(sorted(CORE.schemes)))
    for found in what_would_change(EDITION, check_facts(EDITION, facts), scheme_id):
        changes = (*found.changements, *found.a_verifier)
        assert found.changements

        def status(dropped: int | None = None, changes: tuple[Any, ...] = changes) -> str:
            changed = facts
            for number, change in enumerate(changes):
                if number != dropped:
                    changed = put(changed, change.fait, change.valeur)
            return evaluate(EDITION, check_facts(EDITION, changed), ON).dispositifs[scheme_id].statut

        assert status() == "eligible"
        assert all(status(number) != "eligible" for number in range(len(found.changements)))
    everything_met = all(status is MET for status in statuses(check_facts(EDITION, facts)))
    assert not (everything_met and what_would_change(EDITION, check_facts(EDITION, facts), scheme_id))
