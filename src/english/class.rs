//! The classes that a word can have.

/// Defines the classes together with their names in the tables.
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

            /// The class with the given name in the tables.
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
    /// Forms of address that are not part of a name, with the gender they show.
    Honorific = "honorific",
    /// Forms of address that may stand between a role and a name and are not roles themselves.
    Address = "address",
    /// Titles that identify a person together with a single name: "Lord Falconer".
    Style = "style",
    /// Offices that a model tends to include at the start of a name. Those that are also given names ("Dean", "Major", "Earl") are left out.
    Office = "office",
    /// Abbreviated titles that precede a name, with the full word.
    ShortTitle = "short_title",
    /// Honours and degrees that follow a name, in their usual spelling.
    Honour = "honour",
    /// Given names whose bearers are nearly all of one sex, each with the percentage of women among them.
    GivenName = "given_name",
    /// Variants of given names: short forms, and spellings of names transliterated from other scripts, each with the usual form.
    Nickname = "nickname",
    /// Particles within a name: "Khalid *bin* Salem".
    NameParticle = "name_particle",
    /// Suffixes that distinguish namesakes.
    NameSuffix = "name_suffix",
    /// Words whose full stop does not end a sentence, written without their final stop; those that are also ordinary words count only when
    /// capitalised.
    Abbreviation = "abbreviation",
    /// Months and their short forms, with their numbers.
    Month = "month",
    /// Days of the week, from 1 for Monday.
    Weekday = "weekday",
    /// Words for when something was said, which may accompany an occasion.
    Day = "day",
    /// Words that end a noun phrase on either side, or replace one.
    Function = "function",
    /// Words that open a phrase before a noun and are not part of a role.
    Opener = "opener",
    /// Possessive pronouns.
    Possessive = "possessive",
    /// Prepositions that introduce a noun's complement.
    Complement = "complement",
    /// Words that begin a clause and so close an apposition.
    Clause = "clause",
    /// Auxiliary verbs.
    Auxiliary = "auxiliary",
    /// Verbs that begin demands.
    Imperative = "imperative",
    /// Adverbs that may stand between a name and its apposition or verb.
    Adverb = "adverb",
    /// Words that make "is" a judgement rather than a report.
    Judgement = "judgement",
    /// Words that end the head of a phrase: what follows names somebody else ("a spokesman for Acme").
    EndsHead = "ends_head",
    /// Determiners that point to something already known.
    Definite = "definite",
    /// Determiners that open a phrase of their own.
    Determiner = "determiner",
    /// Words of a description that the matching role need not contain.
    InPassing = "in_passing",
    /// Words that a model takes for the first word of a name when they begin a sentence or headline.
    NoName = "no_name",
    /// Small words that initials skip.
    NoInitial = "no_initial",
    /// Finite verbs that are common in reports: no noun phrase extends over them.
    ReportingVerb = "reporting_verb",
    /// Verbs whose object is told something.
    Telling = "telling",
    /// Participles of verbs whose object is told or asked something: "*told*", "*asked*". In the passive their subject is not the speaker.
    Addressing = "addressing",
    /// Words after which "to" or "with" introduces the addressee.
    Speaking = "speaking",
    /// Verbs that an outlet uses to pass on what somebody said.
    Quoting = "quoting",
    /// Verbs whose object in quotation marks is a title or a name: "*sang* ‘Happy Birthday’", "*named* ‘Boaty’".
    Titling = "titling",
    /// Nouns for what has a title or is quoted as a name, before or after it: "the *song* ‘Jerusalem’", "the ‘Stop the Boats’ *slogan*".
    Titled = "titled",
    /// Participles of asking somebody for a comment: "was *approached* for comment".
    Approaching = "approaching",
    /// Nouns for what a person is by office, work or standing, in the singular. In a compound the last word counts ("chief executive").
    Role = "role",
    /// Nouns for people that are less specific than an office or a trade: kin, followers, passers-by. In the singular, in lower case. They count as a
    /// role only where nothing better is given.
    Tie = "tie",
    /// Lower-case words that stand between the beginning of a role and its noun ("former", "prime", "campaign", "security").
    RoleModifier = "role_modifier",
    /// Roles that may also be verbs before a name: "to host Ana Lee".
    AmbiguousRole = "ambiguous_role",
    /// Roles that "is" assigns as an opinion more often than as a fact.
    FigurativeRole = "figurative_role",
    /// Lower-case words that may follow "of" in the name of an office.
    OfficeOf = "office_of",
    /// Fields of work that end in -ing and are not participles.
    Field = "field",
    /// Nouns for people of one gender, before a name or in apposition after it.
    Gendered = "gendered",
    /// People whom a source cites without naming them.
    CitedPerson = "cited_person",
    /// Nouns for kinds of organisation, in the singular and in lower case. In a compound the last word counts ("truck maker", "think tank").
    Body = "body",
    /// Nouns for bodies, and words that occur in their names, each with the kind of body: "company", "foods"; "council".
    BodyKind = "body_kind",
    /// Nouns for the people of a nation.
    Demonym = "demonym",
    /// Adjectives of a country that do not begin like its name, and its other names: "british", "britain", with its main name.
    OfCountry = "of_country",
    /// People who play a minor part in a story: "the judge" is never another name for a main figure.
    Bystander = "bystander",
    /// Nouns for bodies that act: a source with such a head noun is an organisation.
    Organisation = "organisation",
    /// Words that occur in names of bodies in any country: "Foreign Ministry", "Supreme Court". "only" marks words and whole names of bodies that a
    /// country has one of, "several" those that its regions and towns have too.
    EveryCountry = "every_country",
    /// Bodies that only some countries have, with a line for the code of each: "congress".
    HeldBy = "held_by",
    /// Other names of bodies, apart from their initials, each with the usual one. All in lower case, without "the".
    ShortBody = "short_body",
    /// Countries and their adjectives, with the country code.
    Nation = "nation",
    /// Places, institutions and parties that belong to one country, with its code.
    InCountry = "in_country",
    /// Words of a role that show the field its holder works in.
    RoleField = "role_field",
    /// Names of organisations that may be told something and are not outlets.
    Institution = "institution",
    /// Nouns for gatherings, as they follow the name of a body.
    Gathering = "gathering",
    /// Adjectives for parties, and their short names.
    Party = "party",
    /// Words of roles, each with a synonym: "nominee" with "candidate".
    SameRole = "same_role",
    /// Abbreviations of the states of the United States, without their full stops.
    State = "state",
    /// Words that begin the names of many bodies, so that one of them alone names nobody.
    CommonFirst = "common_first",
    /// Words that the name of a firm or an office may end in or omit.
    Corporate = "corporate",
    /// Nouns for several people that do not end in -s.
    Group = "group",
    /// Nouns for things that are read or heard: a source with such a head noun is a document.
    Document = "document",
    /// Nouns for the occasions and texts in which something is said, in the singular and plural, in lower case: "in a statement", "at a news
    /// conference", "during an interview with ...". The last word of a compound counts.
    Occasion = "occasion",
    /// Occasions that can be the object of "told": "told a news conference".
    HeardAt = "heard_at",
    /// Those before whom a case is put, and who hear what is told there: "the *court* heard".
    Tribunal = "tribunal",
    /// Occasions that need no article: "in evidence", "by telephone".
    BareOccasion = "bare_occasion",
    /// Participles and verbs that date a document: "dated 9 May", "published on Monday".
    Dating = "dating",
    /// Verbs with "as" that say what office somebody takes up or leaves: "resigned as chairman".
    TakingOffice = "taking_office",
    /// Names of news outlets and social networks, without "the". A longer name that begins with one of these is an outlet too. Names that end in an
    /// `outlet_noun` need not be listed.
    Outlet = "outlet",
    /// Nouns for news outlets, in lower case: alone ("the newspaper", "a news agency") or as the last word of a name ("Denver Post").
    OutletNoun = "outlet_noun",
    /// Nouns for outlets that count only in lower case or after a name: capitalised, they end names of other things too.
    PlainOutlet = "plain_outlet",
    /// Words that end the names of offices as often as those of outlets.
    SharedNoun = "shared_noun",
    /// Words that end the noun phrase after a number, as `function` words and names of months and days also do.
    NumberStop = "number_stop",
    /// Plurals and units without an -s.
    BarePlural = "bare_plural",
    /// Units in the singular that can be divided: "half a *mile*".
    Measure = "measure",
    /// Verbs for what firms do: "said it would *hire* 300 people".
    FirmAct = "firm_act",
    /// Last words of street names: "10 Downing *Street*".
    Street = "street",
    /// Words for several people that also stand before other nouns: "*police* officers", "*injured* people".
    Collective = "collective",
    /// Singular words that end in -s.
    SingularS = "singular_s",
    /// Words after which a number is a name ("Section 230").
    Numbered = "numbered",
    /// Words that follow a time of day.
    Clock = "clock",
    /// Nouns after which "over" or "about" introduces a topic rather than a bound.
    Topic = "topic",
    /// Words after which "one" is a pronoun.
    BeforeOne = "before_one",
    /// Words before which "one" is a pronoun or part of an adverb.
    AfterOne = "after_one",
    /// Words that may stand between a bound and a number.
    BoundFiller = "bound_filler",
    /// Words before which an ordinal is part of a name.
    OrdinalName = "ordinal_name",
    /// Times, turns and places in which things happen: "two in ten *days*" is not a share.
    Passing = "passing",
    /// Words after which "100m" means metres: "100m *sprint*".
    AfterMetres = "after_metres",
    /// Words that, before an amount, make a following "to" lead to a new level: "*rose* 2p to 74p".
    Move = "move",
    /// Spelled-out numbers, with their place in a longer one.
    Cardinal = "cardinal",
    /// Spelled-out ordinals and denominators, with their place in a longer one.
    Ordinal = "ordinal",
    /// Denominators in the plural.
    OrdinalPlural = "ordinal_plural",
    /// Words and letters that multiply the digits before them.
    Multiplier = "multiplier",
    /// ISO 4217 currency codes, in lower case.
    CurrencyCode = "currency_code",
    /// Currency codes that are common words when in lower case.
    WordCode = "word_code",
    /// Nouns for currencies, in the singular, with their currency codes.
    Currency = "currency",
    /// Nouns that mean a currency only after the adjective of its country.
    SharedCurrency = "shared_currency",
    /// Nouns for currencies that are also other words: they count only in the plural.
    PluralCurrency = "plural_currency",
    /// Adjectives and names of countries that stand before a noun for their currency.
    CurrencyCountry = "currency_country",
    /// Signs and letters that precede an amount.
    CurrencySign = "currency_sign",
    /// Single letters that stand right before an amount, in capitals ("R76 billion").
    CurrencyLetter = "currency_letter",
    /// Nouns for coins, with the code of their currency and their value in it.
    Coin = "coin",
    /// Nouns that mean a coin only after the adjective of its country.
    SharedCoin = "shared_coin",
    /// Irregular forms, each with its dictionary form.
    Irregular = "irregular",
    /// Cues of attribution, each with its stance and certainty.
    Cue = "cue",
    /// Words before a number that say on which side of it the true value lies.
    BoundBefore = "bound_before",
    /// Words after a number or its unit that say on which side of it the true value lies.
    BoundAfter = "bound_after",
    /// Abbreviated days of the week, from 1 for Monday.
    ShortWeekday = "short_weekday",
    /// Units of time, each with its canonical name.
    TimeUnit = "time_unit",
    /// Words between a count and a unit of time: "two *full* years".
    UnitModifier = "unit_modifier",
    /// Seasons, with their TIMEX3 codes.
    Season = "season",
    /// Parts of the day, with their TIMEX3 codes.
    DayPart = "day_part",
    /// How many periods away from the publication date: last, this, next.
    TimeStep = "time_step",
    /// Words that refer to a period already mentioned: that, same.
    TimeBack = "time_back",
    /// Decades, with the last two digits of their first year.
    Decade = "decade",
    /// Words for how often something happens, as ISO 8601 durations.
    TimeSet = "time_set",
    /// Parts of a longer period of time.
    TimePart = "time_part",
    /// Words that show a sentence's tense: `past` and `future`; `modal` verbs; verbs in their dictionary form and nouns whose object and infinitive
    /// lie `ahead`, or `bidding` ones, with which only the infinitive does.
    Tense = "tense",
    /// Words that mean nothing by themselves but may begin a time expression.
    TimeOpener = "time_opener",
    /// Words before a time that leave its other end open, with the side: `since`, `until`, `after`, `before`.
    TimeEdge = "time_edge",
    /// Words for the `past`, the `present` and the `future`.
    TimeReference = "time_reference",
    /// Counts without a definite number.
    VagueCount = "vague_count",
    /// Holidays, with the rule for their date.
    Holiday = "holiday",
}
