//! What a source does with what it says, and how far the article stands by it.

use serde::{Deserialize, Serialize};

/// What the source does with the content.
///
/// How to decide, for labellers and for the code alike:
///
/// - The cue decides, with the words that negate or weaken it: what the source does, and not whether the content is true.
/// - Beliefs, knowledge, feelings, praise, blame and taking sides (supports, opposes, attacks, called him a liar) judge. Saying an
///   opinion with a plain cue ("said it was a mistake") asserts; so do discussing, citing, describing, accusing and predicting.
/// - Orders, decrees, advice and requests demand; questions ("asked whether", "asked about") and weighing doubt. Rejecting,
///   refusing, overturning and disagreeing deny. To try to say is to say; to try to do is to intend.
/// - Negated: an assertion, a denial, a demand or a judgement becomes a doubt ("did not say", "would not rule out"), a doubt becomes
///   an assertion ("had no doubt"), an intention becomes a denial ("has no plans to").
/// - Where a cue asserts, the main clause of the content's first sentence may say more: `should`, `must`, `need to` or an imperative
///   demands; the source itself that `will`, `would` or plans to do something intends. "Said the road would close" asserts.
/// - A quotation without a cue asserts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Puts it forward as so: said, reported, announced.
    Asserts,
    /// Says that it is not so, or says no to it: denied, rejected, refused to.
    Denies,
    /// Does not commit to it: could not confirm, wondered, questioned.
    Doubts,
    /// Wants it done: demanded, urged, called for, warned against.
    Demands,
    /// Wants to do it: plans, vowed, offered, threatened.
    Intends,
    /// Holds it as an opinion or feeling: believes, fears, praised.
    Judges,
}

/// What the article's choice of cue implies about the content.
///
/// Cues that only make sense where the content is so (admitted, noted, found, showed, explained, knows) endorse it; cues that leave
/// room for the opposite (claimed, alleged, insisted, accused, charged with) and words such as "reportedly" or "apparently" beside
/// the cue distance the article from it. Everything else is neutral: said, told, argued, suggested, "according to", and most cues of
/// demands, plans and opinions. Negation leaves nothing to endorse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Taken for true: confirmed, revealed, admitted.
    Endorsed,
    /// Passed on: said, told.
    Neutral,
    /// Kept away from: claimed, alleged, reportedly.
    Distanced,
}
