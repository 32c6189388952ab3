"""The terms of the graph as closed namespaces: a misspelt term raises.

`ontology/kroniek.ttl` defines the terms of KG and REL; a test keeps the two in step.
"""

# ruff: noqa: N815 - the names are those of the vocabularies

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

from kg.iris import RELATIONS, VOCABULARY


class KG(DefinedNamespace):
    """Our own vocabulary."""

    _fail = True
    _NS = Namespace(VOCABULARY)

    # text layer
    Document: URIRef
    Turn: URIRef
    QuestionTurn: URIRef
    AnswerTurn: URIRef
    Section: URIRef
    Span: URIRef
    DateBasis: URIRef
    StatedInText: URIRef
    ExternalMetadata: URIRef
    sha256: URIRef
    extractor: URIRef
    textSha256: URIRef
    dateBasis: URIRef
    askedOn: URIRef
    askedBy: URIRef
    answeredBy: URIRef
    country: URIRef
    citedAs: URIRef
    speaker: URIRef
    utteredOn: URIRef
    answers: URIRef
    refersToTurn: URIRef

    # claim layer
    Statement: URIRef
    Claim: URIRef
    RelationClaim: URIRef
    Factuality: URIRef
    Rank: URIRef
    factualities: URIRef
    certain: URIRef
    probable: URIRef
    possible: URIRef
    denied: URIRef
    unconfirmed: URIRef
    planned: URIRef
    hypothetical: URIRef
    requested: URIRef
    Preferred: URIRef
    Normal: URIRef
    Deprecated: URIRef
    aboutEvent: URIRef
    aboutRelation: URIRef
    trigger: URIRef
    evidence: URIRef
    factuality: URIRef
    factualityCue: URIRef
    source: URIRef
    reportedBy: URIRef
    inTurn: URIRef
    rank: URIRef
    confidence: URIRef
    extractionRule: URIRef
    mergeReason: URIRef
    quarantineReason: URIRef
    conflictsOnTime: URIRef
    conflictsOnCount: URIRef
    conflictsOnFactuality: URIRef
    respondsTo: URIRef
    pipeline: URIRef
    pipelineVersion: URIRef
    ontologyVersion: URIRef
    lexiconVersion: URIRef
    inputDigest: URIRef

    # corrections of readers
    Correction: URIRef
    Rejection: URIRef
    Revision: URIRef
    EventMerge: URIRef
    EventSplit: URIRef
    Renaming: URIRef
    ActorMerge: URIRef
    corrects: URIRef
    correctedBy: URIRef
    newFactuality: URIRef
    newSource: URIRef
    notSameEventAs: URIRef
    newLabel: URIRef
    mergedInto: URIRef
    notApplied: URIRef
    extractedFactuality: URIRef
    extractedSource: URIRef
    extractedReporter: URIRef
    extractedEvent: URIRef
    extractedLabel: URIRef

    # event layer
    Event: URIRef
    PowerEvent: URIRef
    CoerciveEvent: URIRef
    ViolentEvent: URIRef
    DeploymentEvent: URIRef
    DiplomaticEvent: URIRef
    CommunicativeEvent: URIRef
    ParliamentaryEvent: URIRef
    Coup: URIRef
    Resignation: URIRef
    Appointment: URIRef
    Dissolution: URIRef
    Election: URIRef
    Arrest: URIRef
    Release: URIRef
    Expulsion: URIRef
    Sanction: URIRef
    MembershipSuspension: URIRef
    CooperationSuspension: URIRef
    CooperationResumption: URIRef
    BorderClosure: URIRef
    Restriction: URIRef
    Attack: URIRef
    HumanRightsViolation: URIRef
    MilitaryOperation: URIRef
    Contribution: URIRef
    Withdrawal: URIRef
    MissionEnd: URIRef
    MandateRenewal: URIRef
    MissionEstablishment: URIRef
    Training: URIRef
    ArmedPresence: URIRef
    Meeting: URIRef
    Visit: URIRef
    Mediation: URIRef
    Agreement: URIRef
    Condemnation: URIRef
    Appeal: URIRef
    Accusation: URIRef
    SupportExpression: URIRef
    Funding: URIRef
    LetterToParliament: URIRef
    agent: URIRef
    target: URIRef
    participant: URIRef
    place: URIRef
    time: URIRef
    count: URIRef
    motivatedBy: URIRef
    ends: URIRef
    supersedes: URIRef
    possiblySameEventAs: URIRef

    # lasting relations
    Relation: URIRef
    relation: URIRef
    subject: URIRef
    object: URIRef
    past: URIRef
    knownWith: URIRef

    # times and quantities
    Time: URIRef
    Quantity: URIRef
    Precision: URIRef
    TimeAnchor: URIRef
    edtf: URIRef
    precision: URIRef
    timeAnchor: URIRef
    qualifier: URIRef
    Day: URIRef
    Month: URIRef
    PartOfMonth: URIRef
    Quarter: URIRef
    Half: URIRef
    PartOfYear: URIRef
    Season: URIRef
    Year: URIRef
    Decade: URIRef
    Interval: URIRef
    Open: URIRef
    Explicit: URIRef
    TurnDate: URIRef
    OtherEvent: URIRef

    # kinds of actor
    Agent: URIRef
    Place: URIRef
    Text: URIRef
    State: URIRef
    Organization: URIRef
    Person: URIRef
    PersonGroup: URIRef
    Post: URIRef
    InternationalOrganization: URIRef
    GovernmentBody: URIRef
    Government: URIRef
    Ministry: URIRef
    Parliament: URIRef
    ParliamentaryGroup: URIRef
    ArmedForce: URIRef
    ArmedGroup: URIRef
    PrivateMilitaryCompany: URIRef
    Mission: URIRef
    Company: URIRef
    NGO: URIRef
    MediaOutlet: URIRef
    Programme: URIRef
    Region: URIRef
    City: URIRef
    Facility: URIRef
    GroupOfStates: URIRef
    Accord: URIRef
    LegalInstrument: URIRef
    Policy: URIRef
    EquipmentType: URIRef
    UnnamedSource: URIRef

    # how a direct edge is derived
    edgeOf: URIRef
    edgeSubject: URIRef
    edgeObject: URIRef
    edgeFactuality: URIRef
    whenPlanned: URIRef
    whenRequested: URIRef


class REL(DefinedNamespace):
    """Direct edges between actors, derived from events."""

    _fail = True
    _NS = Namespace(RELATIONS)

    withdrewFrom: URIRef
    plansToWithdrawFrom: URIRef
    contributesTo: URIRef
    plansToContributeTo: URIRef
    endedMission: URIRef
    renewedMandateOf: URIRef
    established: URIRef
    trained: URIRef
    presentIn: URIRef
    deposed: URIRef
    stagedCoupIn: URIRef
    resignedFrom: URIRef
    appointed: URIRef
    dissolved: URIRef
    arrested: URIRef
    released: URIRef
    expelled: URIRef
    sanctioned: URIRef
    suspended: URIRef
    suspendedCooperationWith: URIRef
    resumedCooperationWith: URIRef
    closedBorderWith: URIRef
    restricted: URIRef
    attacked: URIRef
    fought: URIRef
    violatedRightsOf: URIRef
    metWith: URIRef
    visited: URIRef
    mediatedIn: URIRef
    mediatedBetween: URIRef
    agreedWith: URIRef
    concluded: URIRef
    condemned: URIRef
    appealedTo: URIRef
    accused: URIRef
    supports: URIRef
    funds: URIRef
    plansToFund: URIRef
    informed: URIRef
    memberOf: URIRef
    partOf: URIRef
    missionOf: URIRef
    leads: URIRef
    holdsPost: URIRef
    locatedIn: URIRef
    affiliatedWith: URIRef
    operatesIn: URIRef
    mandatedBy: URIRef


class SEM(DefinedNamespace):
    """The Simple Event Model, as far as we use it."""

    _fail = True
    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

    Event: URIRef
    Actor: URIRef
    Place: URIRef
    Time: URIRef
    hasActor: URIRef
    hasPlace: URIRef
    hasTime: URIRef
    hasEarliestBeginTimeStamp: URIRef
    hasLatestBeginTimeStamp: URIRef
    hasEarliestEndTimeStamp: URIRef
    hasLatestEndTimeStamp: URIRef
    subEventOf: URIRef


class GAF(DefinedNamespace):
    """The Grounded Annotation Framework: from things to their mentions."""

    _fail = True
    _NS = Namespace("http://groundedannotationframework.org/gaf#")

    Instance: URIRef
    Mention: URIRef
    denotes: URIRef
    denotedBy: URIRef


class NIF(DefinedNamespace):
    """The NLP Interchange Format core: texts and stretches of them."""

    _fail = True
    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    Context: URIRef
    Phrase: URIRef
    isString: URIRef
    referenceContext: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    anchorOf: URIRef
