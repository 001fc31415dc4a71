//! What a word can be.

/// Names classes in the tables and in the code alike.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $name:literal,)*) => {
        /// What a word, or a name of several words, can be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Class {
            $($(#[$doc])* $class,)*
        }

        impl Class {
            /// All classes.
            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$class),*];

            /// The class that the tables call by a name.
            pub(super) fn named(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$class),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// Forms of address, no part of a name, with the gender that they show.
    Honorific = "honorific",
    /// Forms of address that may stand between a role and a name, and are no role.
    Address = "address",
    /// Titles that with one name mean one person: "Lord Falconer".
    Style = "style",
    /// Offices that a model takes for the first words of a name. Ones that are given names too ("Dean", "Major", "Earl") are left
    /// out.
    Office = "office",
    /// Titles as they are shortened before a name, with the full word.
    ShortTitle = "short_title",
    /// Honours and degrees after a name, as they are written.
    Honour = "honour",
    /// Given names that all but a few of their bearers share a sex with, each with the share of women in per cent.
    GivenName = "given_name",
    /// Other forms of given names: short ones, and spellings of names that come from other scripts, each with the usual form.
    Nickname = "nickname",
    /// Small words within a name: "Khalid *bin* Salem".
    NameParticle = "name_particle",
    /// What tells namesakes apart.
    NameSuffix = "name_suffix",
    /// Words whose full stop ends no sentence, without their last stop; some only where they are capitalised, as they are words as
    /// well.
    Abbreviation = "abbreviation",
    /// Months and their short forms, with their numbers.
    Month = "month",
    /// Days of the week, from 1 for Monday.
    Weekday = "weekday",
    /// Words for when something is said, beside an occasion.
    Day = "day",
    /// Words that end a noun phrase on either side, or stand for it.
    Function = "function",
    /// Before a noun they open a phrase and are no part of a role.
    Opener = "opener",
    /// Pronouns for whose something is.
    Possessive = "possessive",
    /// What continues a noun with what it is about.
    Complement = "complement",
    /// Words that a clause begins with: they close an apposition.
    Clause = "clause",
    /// Auxiliary verbs.
    Auxiliary = "auxiliary",
    /// Verbs with which demands begin.
    Imperative = "imperative",
    /// Adverbs between a name and its apposition or its verb.
    Adverb = "adverb",
    /// With them "is" judges rather than reports.
    Judgement = "judgement",
    /// Words after which a phrase names somebody other than its head ("a spokesman for Acme").
    EndsHead = "ends_head",
    /// Determiners that point to something known.
    Definite = "definite",
    /// Determiners that open a phrase of its own.
    Determiner = "determiner",
    /// Words of a description that its role need not have.
    InPassing = "in_passing",
    /// Words that a model takes for the first of a name where a sentence or headline begins with them.
    NoName = "no_name",
    /// Small words that initials pass over.
    NoInitial = "no_initial",
    /// Finite verbs that reports are full of: no noun phrase runs over them.
    ReportingVerb = "reporting_verb",
    /// Verbs whose object is told something.
    Telling = "telling",
    /// Participles of verbs whose object hears something or is asked: "*told*", "*asked*". In the passive their subject does not speak.
    Addressing = "addressing",
    /// Words after which "to" or "with" leads to whom one speaks.
    Speaking = "speaking",
    /// Verbs by which an outlet passes on what somebody said.
    Quoting = "quoting",
    /// Nouns for what a person is by office, work or standing, in the singular. In a compound the last word counts ("chief
    /// executive").
    Role = "role",
    /// Nouns for people that tell less of them than an office or a trade: kin, followers, passers-by. In the singular, in lower case.
    /// They are a role only where nothing better is said.
    Tie = "tie",
    /// Words in lower case that stand between the beginning of a role and its noun ("former", "prime", "campaign", "security").
    RoleModifier = "role_modifier",
    /// What may be a verb as well as a role, before a name: "to host Ana Lee".
    AmbiguousRole = "ambiguous_role",
    /// Roles that "is" gives by way of opinion more often than as a fact.
    FigurativeRole = "figurative_role",
    /// What an office continues with after "of", in small letters.
    OfficeOf = "office_of",
    /// Fields of work in -ing, which are no participles.
    Field = "field",
    /// Nouns for people of one gender, before a name or after it in apposition.
    Gendered = "gendered",
    /// People whom a source leans on without naming them.
    CitedPerson = "cited_person",
    /// Nouns for what an organisation is, in the singular and in lower case. In a compound the last word counts ("truck maker",
    /// "think tank").
    Body = "body",
    /// Nouns for kinds of bodies, and words of their names, each with the kind: "company", "foods"; "council".
    BodyKind = "body_kind",
    /// Nouns for people of one nation.
    Demonym = "demonym",
    /// Words for what is of a country that do not begin as its name does, and its other names: "british", "britain", with the one name of it.
    OfCountry = "of_country",
    /// People whom a story brings in beside those whom it is about: "the judge" is nobody's other name.
    Bystander = "bystander",
    /// Nouns for bodies that act: a source with such a head is an organisation.
    Organisation = "organisation",
    /// Words that names of bodies of every country are made of: "Foreign Ministry", "Supreme Court".
    EveryCountry = "every_country",
    /// Other names of bodies than their initials, with the usual one. All in lower case, without "the".
    ShortBody = "short_body",
    /// Countries and words for what belongs to them, with the country's code.
    Nation = "nation",
    /// Words of a role that tell what field its holder works in.
    RoleField = "role_field",
    /// Organisations by name that are told things and are no outlets.
    Institution = "institution",
    /// Those who come together, after the name of whoever they belong to.
    Gathering = "gathering",
    /// Adjectives and short names of parties.
    Party = "party",
    /// Words of roles, each with the one for which it is another word: "nominee" with "candidate".
    SameRole = "same_role",
    /// Short forms of the states of the United States, without their full stops.
    State = "state",
    /// Words with which the names of many bodies begin, so that one of them alone is nobody's name.
    CommonFirst = "common_first",
    /// What a firm's or an office's name may have at its end, or lack.
    Corporate = "corporate",
    /// Words for several people that do not end in -s.
    Group = "group",
    /// Nouns for things that are read or heard: a source with such a head is a document.
    Document = "document",
    /// Nouns for the occasions and texts through which something is said, in the singular and plural, in lower case: "in a
    /// statement", "at a news conference", "during an interview with ...". The last word of a compound counts.
    Occasion = "occasion",
    /// Of these, those that people are told things at: "told a news conference".
    HeardAt = "heard_at",
    /// Of these, those that need no article: "in evidence", "by telephone".
    BareOccasion = "bare_occasion",
    /// Participles and verbs by which a document is dated: "dated 9 May", "published on Monday".
    Dating = "dating",
    /// Verbs with "as" that say what somebody begins or ceases to be: "resigned as chairman".
    TakingOffice = "taking_office",
    /// Names of news outlets and of the networks on which people post, without "the". A longer name that begins with one of these is
    /// one too. Names that end in an `outlet_noun` need not stand here.
    Outlet = "outlet",
    /// Nouns for news outlets, in lower case: alone ("the newspaper", "a news agency") or as the last word of a name ("Denver Post").
    OutletNoun = "outlet_noun",
    /// Nouns for outlets that only count in small letters or after a name: with a capital they end names of other things too.
    PlainOutlet = "plain_outlet",
    /// Words that end the names of offices as often as of outlets.
    SharedNoun = "shared_noun",
    /// Ends the noun phrase after a number, as words of `function` and names of months and days do.
    NumberStop = "number_stop",
    /// A plural, or a unit, without an -s.
    BarePlural = "bare_plural",
    /// A unit in the singular, of which there may be a part: "half a *mile*".
    Measure = "measure",
    /// What firms do: "said it would *hire* 300 people".
    FirmAct = "firm_act",
    /// The last word of a street's name: "10 Downing *Street*".
    Street = "street",
    /// Nouns for several that stand before other nouns as well: "*police* officers", "*injured* people".
    Collective = "collective",
    /// Ends in -s and is no plural.
    SingularS = "singular_s",
    /// A number after it is a name ("Section 230").
    Numbered = "numbered",
    /// Follows a time of day.
    Clock = "clock",
    /// "Over" or "about" after it says what it is about.
    Topic = "topic",
    /// "One" after it is a pronoun.
    BeforeOne = "before_one",
    /// "One" before it is a pronoun or an adverb.
    AfterOne = "after_one",
    /// May stand between a bound and a number.
    BoundFiller = "bound_filler",
    /// An ordinal before it is a name.
    OrdinalName = "ordinal_name",
    /// Times, turns and places that things happen in: "two in ten *days*" is no share.
    Passing = "passing",
    /// After "100m" they make it metres: "100m *sprint*".
    AfterMetres = "after_metres",
    /// Before an amount they make "to" after it lead to a new level: "*rose* 2p to 74p".
    Move = "move",
    /// Spelled numbers, with their place in a longer one.
    Cardinal = "cardinal",
    /// Spelled ordinals and denominators, with their place in a longer one.
    Ordinal = "ordinal",
    /// Denominators in the plural.
    OrdinalPlural = "ordinal_plural",
    /// Multiplies the digits that it follows.
    Multiplier = "multiplier",
    /// Currencies by their ISO 4217 codes, in small letters.
    CurrencyCode = "currency_code",
    /// Codes that are common words when written small.
    WordCode = "word_code",
    /// Nouns for currencies, in the singular, with their codes.
    Currency = "currency",
    /// Nouns that mean a currency only after the word of its country.
    SharedCurrency = "shared_currency",
    /// Nouns for currencies that are words of other kinds too: they count in the plural only.
    PluralCurrency = "plural_currency",
    /// Words of a country before a noun for its currency.
    CurrencyCountry = "currency_country",
    /// Signs and letters that stand before an amount.
    CurrencySign = "currency_sign",
    /// Single letters that stand right before an amount, in capitals ("R76 billion").
    CurrencyLetter = "currency_letter",
    /// Nouns for coins, with the code of their currency and what they are worth in it.
    Coin = "coin",
    /// Nouns that mean a coin only after the word of its country.
    SharedCoin = "shared_coin",
    /// Irregular forms, each with its dictionary form.
    Irregular = "irregular",
    /// Cues of attribution, each with its stance and certainty.
    Cue = "cue",
    /// Stands before a number and says on which side of it the true one lies.
    BoundBefore = "bound_before",
    /// Stands after a number or its unit and says on which side of it the true one lies.
    BoundAfter = "bound_after",
    /// Short forms of the days of the week, from 1 for Monday.
    ShortWeekday = "short_weekday",
    /// Units of time, each with its name.
    TimeUnit = "time_unit",
    /// Words between a count and a unit of time: "two *full* years".
    UnitModifier = "unit_modifier",
    /// Seasons, with their TIMEX3 codes.
    Season = "season",
    /// Parts of the day, with their TIMEX3 codes.
    DayPart = "day_part",
    /// How many periods to go from the one of publication: last, this, next.
    TimeStep = "time_step",
    /// Points to the period that the text speaks of: that, same.
    TimeBack = "time_back",
    /// Decades, with the last two digits of their first year.
    Decade = "decade",
    /// How often, as an ISO 8601 duration.
    TimeSet = "time_set",
    /// Parts of a longer time.
    TimePart = "time_part",
    /// Words by which a sentence leans: `past` and `future`; `modal` verbs; verbs in their dictionary form and nouns whose object and infinitive lie
    /// `ahead`, or `bidding` ones, of which only the infinitive does.
    Tense = "tense",
    /// Words that mean nothing by themselves, but that an expression of time may begin with.
    TimeOpener = "time_opener",
    /// Words before a time that leave its other end open, with the side: `since`, `until`, `after`, `before`.
    TimeEdge = "time_edge",
    /// Words for the `past`, the `present` and the `future`.
    TimeReference = "time_reference",
    /// Counts that tell no number.
    VagueCount = "vague_count",
    /// Days that are known by name, with the rule for their day.
    Holiday = "holiday",
}
