"""The official lists of VUM 2.0 and Fælles Faglige Begreber that plans refer to by name.

Names and codes: KL Terminologi 2.3.0, code system FFB (OID 1.2.208.176.2.22) and CareSocialCodes. The code system
gives names only; the numbers 0 to 4 are the everyday numbering of VUM.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Begreb:
    """A term with its official code."""

    navn: str
    kode: str


@dataclass(frozen=True)
class Undertema(Begreb):
    """One of the 67 sub-themes."""

    tema: str
    kan_have_mål: bool
    """Only sub-themes under Aktivitet og deltagelse can carry an indsatsmål."""


@dataclass(frozen=True)
class Tema(Begreb):
    """One of the eleven themes."""

    kategori: str
    undertemaer: tuple[Begreb, ...]


@dataclass(frozen=True)
class Ydelsestype(Begreb):
    """A service, with the paragraph that the code system itself names; empty where it names none."""

    lov: str = ""


AKTIVITET_OG_DELTAGELSE = "Aktivitet og deltagelse"
"""The category whose sub-themes carry goals and a function level."""

TEMAER = (
    Tema(
        "Fysiske funktioner",
        "a134c31d-d316-46d4-935e-e500874dbbe1",
        "Funktioner og forhold",
        (
            Begreb("Bevægelse", "3b4bcb40-f761-46a5-bc5f-b30ac37c88ed"),
            Begreb("Hørelse", "eb3599bc-c0bb-4281-8a1c-bf6eab8ffde3"),
            Begreb("Smerte og sansefunktioner", "b37419b3-c5f2-43e9-9e9d-4037b06b3fa5"),
            Begreb("Stemme og tale", "1a6585e7-25a6-4518-9384-8f6290f879cc"),
            Begreb("Syn", "9959e779-e8ee-47e8-989b-bbff4aae2883"),
        ),
    ),
    Tema(
        "Mentale funktioner",
        "25c5c614-305f-46cd-9891-55d564fc30cf",
        "Funktioner og forhold",
        (
            Begreb("Bevidsthedstilstand", "4934e45a-0f93-4c23-a767-2b681378700b"),
            Begreb("Følelser og adfærd", "dccaa419-0bcd-4056-a11a-2e385e23edc6"),
            Begreb("Hukommelse", "61452fe5-cea2-4d92-b2f1-406e9a5d31cb"),
            Begreb("Igangsætning og motivation", "8028b034-cad2-42df-b51c-aaba9c0bba61"),
            Begreb("Indsigt i egen situation", "6279a3dc-7085-4157-809c-f96922242b1b"),
            Begreb("Intellektuelle funktioner", "ef4271c4-f942-4194-a2b0-e9a7045eab22"),
            Begreb("Opmærksomhed og koncentrationsevne", "17c35058-eb88-4a7a-8727-74cd12be42c7"),
            Begreb("Organisering og planlægning", "9c2173e6-6465-44d3-af16-7c44059193b2"),
            Begreb("Orienteringsevne", "f7c0ef6c-18ba-4d38-9df5-4c891f154a08"),
            Begreb("Problemløsning", "b93216fa-3843-4a7e-85bc-e3ef35a1967f"),
            Begreb("Psykosociale funktioner", "52e0b8dd-f5fa-4e1a-b66e-f5e4a41bd313"),
            Begreb("Virkelighedsopfattelse", "3591c972-5b15-4bbd-86c7-91622cda56e8"),
        ),
    ),
    Tema(
        "Sundhedsforhold",
        "4fb78b88-d3af-4cfb-84d7-f06daf423317",
        "Funktioner og forhold",
        (
            Begreb("Døgnrytme", "e6f82424-da5a-41d1-bd1a-5796aa79d5f2"),
            Begreb("Fysisk helbred", "69dbfad7-859a-4596-8737-8054f6b4948f"),
            Begreb("Kost", "c67aed23-d4f3-4ae6-8886-156c99048e5b"),
            Begreb("Motion", "0b650369-258a-4d01-a811-42b306c2f89d"),
            Begreb("Rusmidler", "c8f4475a-8de3-4920-ad0c-eea78c49a68d"),
            Begreb("Sundhedsfaglig behandling og træning", "081ab1be-7dc1-41fa-803c-12a146eb0b74"),
            Begreb("Søvn", "83376fdb-f55d-4dd9-944e-b49631a9836f"),
            Begreb("Tobak", "f5b8e809-7689-4952-838c-a069c99408b3"),
        ),
    ),
    Tema(
        "Sociale forhold",
        "e1836145-0c20-4e20-971e-d62dfe4ea1a0",
        "Funktioner og forhold",
        (
            Begreb("Boligsituation", "35c56275-0093-4901-9fd8-d06fdb5cb8f3"),
            Begreb("Familiesituation", "7a8f247b-baf8-4552-95bb-acf8ef004b74"),
            Begreb("Interesser", "52efa2e9-e0dc-41eb-8c01-9865e2fdebae"),
            Begreb("Kriminalitet", "83cf43f1-6d71-477c-8583-2e28755b41d3"),
            Begreb("Prostitution", "e993d8c3-b7d7-4d72-9be2-937e5ba38b5a"),
            Begreb("Traumatiske oplevelser", "d493a97d-6036-423d-87ff-c2a086e9d664"),
            Begreb("Uddannelse og job", "f695cec7-2b39-4c7e-8731-da8558a4fb3f"),
            Begreb("Økonomisk situation", "08aa68ce-acd6-4e03-b6b5-091811324345"),
        ),
    ),
    Tema(
        "Relationer",
        "3856b434-f72e-42a5-b9d1-0cc93f48434b",
        "Aktivitet og deltagelse",
        (
            Begreb("Deltage i sociale fællesskaber og fritidsaktiviteter", "dcc6bb77-45af-4625-9c4d-7d7878307220"),
            Begreb("Indgå i samspil og kontakt", "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7"),
            Begreb("Varetage relationer til netværk", "4c082610-b122-4019-96f2-1061e287445e"),
        ),
    ),
    Tema(
        "Samfundsliv",
        "dfbe6ff6-223b-436a-b864-8ba29bda41e2",
        "Aktivitet og deltagelse",
        (
            Begreb("Håndtere post", "8bef71de-55b5-47fe-b438-18ac769106b3"),
            Begreb("Varetage beskæftigelse", "685e8517-2f5c-4ef8-a7c4-fa2d008fdd9d"),
            Begreb("Varetage bolig", "fd4b8dd3-5c4b-4257-8c13-ea045617d2f6"),
            Begreb("Varetage uddannelse", "8888edfa-642b-4329-9fe3-a9b180e6d3f4"),
            Begreb("Varetage økonomi", "70443014-3faf-402d-abcf-396bfad32eb9"),
        ),
    ),
    Tema(
        "Kommunikation",
        "c2b186f9-9c10-478e-8345-2d2c37ab4c46",
        "Aktivitet og deltagelse",
        (
            Begreb("Anvende kommunikationsudstyr- og teknikker", "a80e8f96-18ba-4ee4-9496-d3ce882c2f85"),
            Begreb("Forstå meddelelser", "9bbbffef-c404-4ea3-a927-cd22d8027e6d"),
            Begreb("Fremstille meddelelser", "2ba29098-a527-43d5-b858-4c5353669f42"),
            Begreb("Samtale", "986898d0-e2e5-4afa-9cb3-ee7aecaa0143"),
        ),
    ),
    Tema(
        "Praktiske opgaver",
        "eef71492-65f5-4297-aa95-3c3a6866ddef",
        "Aktivitet og deltagelse",
        (
            Begreb("Gøre rent", "8f32c948-41c4-49d7-8913-cdeede2e7fe1"),
            Begreb("Købe ind", "01770afa-cd17-41fe-a966-b8895e4d55d8"),
            Begreb("Lave mad", "b947f321-7cdb-4b33-9653-f3ff800572b0"),
            Begreb("Passe ejendele", "4a51d7a7-61e7-48fa-a1d5-9d26337c6c38"),
            Begreb("Udvise hjælp og omsorg for andre", "58ef570c-1c1e-47be-8bfd-26ed99825762"),
            Begreb("Vaske tøj", "bd67597b-e80f-427f-8cf9-79d01eff91fc"),
        ),
    ),
    Tema(
        "Egenomsorg",
        "da3f488f-1742-4d00-b247-a7d47500b36b",
        "Aktivitet og deltagelse",
        (
            Begreb("Drikke", "14615a09-bd94-4602-b43a-f6d3d3f9801d"),
            Begreb("Dyrke interesse", "3a748135-98a8-416a-808d-bff88a8e40ee"),
            Begreb("Gå på toilettet", "94fb3ea0-92cf-43b1-929b-c95e6fb739a1"),
            Begreb("Klæde sig af og på", "347aa085-4fe2-411f-ac56-5693d164adc3"),
            Begreb("Pleje sin krop", "b3939f0b-43d9-4e8c-bb2e-50ff8bb7ed03"),
            Begreb("Spise", "464a2ab6-a7df-4b3a-b74d-7873f4cfe668"),
            Begreb("Varetage egen sundhed", "4a58417e-9a75-43f2-9763-66505050159f"),
            Begreb("Varetage sin seksualitet", "28fbf17e-bca3-45e1-be35-553e3d91f1b7"),
            Begreb("Vaske sig", "885400cc-dd71-479e-8993-3fc48fdd6710"),
        ),
    ),
    Tema(
        "Mobilitet",
        "d1495b2c-1452-4e49-8dbe-8193af5d8823",
        "Aktivitet og deltagelse",
        (
            Begreb("Bære, flytte og håndtere genstande", "320c9aa6-630e-4695-bba2-29ea808fad24"),
            Begreb("Færdes med transportmidler", "eff3385d-01fa-4c9c-9850-52e179243f21"),
            Begreb("Gå og bevæge sig", "4977ce08-df4d-4c09-8e03-c2a563862e68"),
            Begreb("Ændre og opretholde kropsstilling", "759ddc8e-57c0-4aa6-8d32-14d8eb51c5dd"),
        ),
    ),
    Tema(
        "Omgivelser",
        "7445fb2b-0009-43d9-b49b-1b9782f2fcd9",
        "Omgivelsesfaktorer",
        (
            Begreb("Boligområde", "83342ff3-5f2e-4914-b045-e98357685866"),
            Begreb("Holdninger i omgivelserne", "22eef871-6650-426f-8b79-8d40a6c62808"),
            Begreb("Personer i netværk", "df194a84-6e4b-4f14-a194-d8d9d9a1fcad"),
        ),
    ),
)
UNDERTEMAER: dict[str, Undertema] = {
    undertema.navn: Undertema(undertema.navn, undertema.kode, tema.navn, tema.kategori == AKTIVITET_OG_DELTAGELSE)
    for tema in TEMAER
    for undertema in tema.undertemaer
}
"""All sub-themes by name."""

MÅL_UNDERTEMAER = tuple(undertema.navn for undertema in UNDERTEMAER.values() if undertema.kan_have_mål)
"""The names that a goal may use."""

MÅLGRUPPER = (
    Begreb("Anden fysisk funktionsnedsættelse", "da298aec-cd7d-436c-9927-d88d00066881"),
    Begreb("Erhvervet døvblindhed", "0d66b364-958e-48cf-a18b-744fab284194"),
    Begreb("Medfødt døvblindhed", "ab7b7d7b-b7bb-4b8c-99d9-5c98a302b771"),
    Begreb("Hørenedsættelse", "7ef8be83-90d1-4375-b1cb-24710bea21c7"),
    Begreb("Kommunikationsnedsættelse", "5cb8997c-eb10-477f-b653-b2a5ff11ce7d"),
    Begreb("Mobilitetsnedsættelse", "6e155207-db12-419a-8d9c-d67756533056"),
    Begreb("Synsnedsættelse", "615310e8-f702-4455-910b-9d6d8aa684fb"),
    Begreb("Multipel funktionsnedsættelse", "f1c7ee41-21b4-4dba-9424-c874bf72b5e7"),
    Begreb("Anden intellektuel/kognitiv forstyrrelse", "17ce646b-4469-4a73-82a9-9628436f6c70"),
    Begreb("Demens", "7b48f1a0-579b-4976-ae7c-4074b5981449"),
    Begreb("Erhvervet hjerneskade", "d26f97e8-99ed-46a9-94db-93340f77a950"),
    Begreb("Medfødt hjerneskade", "1097d07f-1dba-4cc2-ae3a-399a501c2eb6"),
    Begreb("Anden udviklingsforstyrrelse", "5cfc9530-a193-4f66-9981-3b980ee9ea7b"),
    Begreb("Autismespektrum", "9b3fd322-a75a-4ed8-9b74-425fa1e01c95"),
    Begreb("Opmærksomhedsforstyrrelse", "cc6a58cf-d3d2-4e5f-b7fe-98b009647eac"),
    Begreb("Udviklingsforstyrrelse af sansemotoriske færdigheder", "e6a269f5-944a-4ff8-b4d8-6dc2134d9167"),
    Begreb("Udviklingsforstyrrelse af skolefærdigheder", "93d52b11-faa7-4ff7-b552-11a84cce8bf1"),
    Begreb("Udviklingsforstyrrelse af tale og sprog", "71dfe6d1-ebc1-4414-8527-edf8e605c356"),
    Begreb("Udviklingshæmning", "97c355cc-84e3-46d0-ac1b-00bc627d089f"),
    Begreb("Anden psykisk vanskelighed", "851b2a9d-cde2-4d5d-8f33-d03789022cbb"),
    Begreb("Angst", "303deb9b-84f0-49d2-ab7a-f8b98eed40a2"),
    Begreb("Depression", "ee5b52bd-b839-4e69-ad04-c8b33eabfbde"),
    Begreb("Forandret virkelighedsopfattelse", "f2ccc0c0-2a0a-49c9-9d6a-741a7cd220a3"),
    Begreb("Personlighedsforstyrrelse", "6aac5ae6-ef06-4866-9c66-16d51ebbc83b"),
    Begreb("Spiseforstyrrelse", "192b7d79-415c-4f4f-9223-607938ecbe97"),
    Begreb("Stressbelastning", "afaa7e31-2b5d-4a49-9008-56aa8df8dc13"),
    Begreb("Tilknytningsforstyrrelse", "d42d8f41-2d07-4391-a687-bad51172d0c9"),
    Begreb("Sjældent forekommende funktionsnedsættelse", "1f23325e-c9c9-455b-bfe7-b4dcd1bb63e5"),
    Begreb("Andet socialt problem", "66fac925-3488-43b3-8e50-4510d3821b37"),
    Begreb("Hjemløshed", "293bf940-c075-4e3d-b5ef-6e331202e556"),
    Begreb("Indadreagerende adfærd", "3b166cb0-df17-4002-a4c4-69e9a943645c"),
    Begreb("Ikke-personfarlig kriminalitet", "6a038911-d866-4910-90ae-72ca55c641ea"),
    Begreb("Personfarlig kriminalitet", "df42d472-06f6-4c5f-9dcf-64aa6cc20925"),
    Begreb("Alkoholmisbrug", "ab4413f0-fa81-41c0-ad8c-21782c12a0fa"),
    Begreb("Stofmisbrug", "0e25a2ec-4f04-4d14-a5ad-a6519a7d1d5f"),
    Begreb("Omsorgssvigt", "f1f4d709-19d2-48cc-8942-231bf912323d"),
    Begreb("Andet overgreb", "905caa77-2b98-48ce-b0e1-35dc4c1cc4bd"),
    Begreb("Seksuelt overgreb", "c47fd846-f1e0-4786-89a4-88d00e7a86c0"),
    Begreb("Voldeligt overgreb", "3412d671-22bf-456c-b963-c4e05c2725a0"),
    Begreb("Prostitution", "122f3f8e-84a0-476f-b9c5-0e40b1dcf113"),
    Begreb("Seksuelt krænkende adfærd", "6fd0f315-2297-4d66-b638-3f867a0900e0"),
    Begreb("Selvmordstanker eller -forsøg", "5e95db73-4d16-4084-93a3-595c0650b160"),
    Begreb("Selvskadende adfærd", "3e3f5ebf-82c1-401b-ab5e-e6138a31da3a"),
    Begreb("Social isolation", "16075f99-3694-4878-a48d-b2f4b515cb76"),
    Begreb("Udadreagerende adfærd", "e1b59a4a-9cc2-4113-a5f1-84af588b02a2"),
)
"""The target groups that may be chosen: the lowest level only. Health and social data: never outside an order."""

MÅLGRUPPE_GRUPPER = (
    "Funktionsnedsættelse",
    "Fysisk funktionsnedsættelse",
    "Døvblindhed",
    "Psykisk funktionsnedsættelse",
    "Intellektuel/kognitiv forstyrrelse",
    "Hjerneskade",
    "Udviklingsforstyrrelse",
    "Psykiske vanskeligheder",
    "Socialt problem",
    "Kriminalitet",
    "Misbrug",
    "Overgreb",
)
"""Headings above the target groups, which may not be chosen themselves."""

YDELSER = (
    Ydelsestype("Pædagogisk udredning", "35b593cf-724f-4058-9f31-fe1b3e8df124", "Serviceloven § 85"),
    Ydelsestype("Fysisk aktivitet", "66e23d66-1c5f-4070-bed1-8827cc863dcd", "Serviceloven § 104"),
    Ydelsestype("Kompetenceudviklende aktivitet", "f25674bf-3162-45c3-bde4-6d542bf9629b", "Serviceloven § 104"),
    Ydelsestype("Kreativ aktivitet", "be5d5058-ef06-42a9-b894-51e44513e717", "Serviceloven § 104"),
    Ydelsestype("Oplevelsesaktivitet", "2c1944be-fe87-4c42-b08e-9cc075c9ef18", "Serviceloven § 104"),
    Ydelsestype("Sansestimulerende aktivitet", "299af83f-586c-4c17-8af6-c8c47a847d6d", "Serviceloven § 104"),
    Ydelsestype("Social aktivitet", "7e419926-bb04-4829-99c9-95ea20403c2c", "Serviceloven § 104"),
    Ydelsestype("Praktikforløb", "c429b7a9-5085-472b-b118-a21ca90f769f", "Serviceloven § 103"),
    Ydelsestype("Produktion og værksted", "fb3d8722-90e0-4a80-ba65-490617ffeb0f", "Serviceloven § 103"),
    Ydelsestype("Service", "55b77d7c-afce-4269-9232-7731ab1ef4fc", "Serviceloven § 103"),
    Ydelsestype("Akut rådgivning, omsorg og støtte", "f3edac43-d0d6-4cc3-96c7-4658a557257a"),
    Ydelsestype("Gruppebaseret hjælp og støtte", "3459f530-7334-48c4-9037-53bf80df8851"),
    Ydelsestype(
        "Gruppebaseret hjælp og støtte etableret i samarbejde med frivillige", "b6e1f331-fccf-4a33-8bb6-566546edc405"
    ),
    Ydelsestype(
        "Individuel tidsbegrænset socialpædagogisk hjælp og støtte leveret i samarbejde med frivillige",
        "d580bcb7-145a-4346-8e99-d387bbf08a40",
    ),
    Ydelsestype("Individuel tidsbegrænset socialpædagogisk hjælp og støtte", "fe42f8f4-d516-4bab-b006-12b0cd186603"),
    Ydelsestype("Akut ophold", "a81a3fa9-6601-4d1e-a11e-f7444dfd3828"),
    Ydelsestype("Længerevarende ophold", "5af56051-8413-4115-aaa2-83a0767e1137"),
    Ydelsestype("Midlertidigt ophold", "80aa8ea7-4ad8-405f-876a-4c0f89fde06a"),
    Ydelsestype("Støtte til administration", "d473dea2-4f6d-4f36-a8f0-260f0213f50a", "Serviceloven § 85"),
    Ydelsestype("Støtte til daglige opgaver i hjemmet", "638f44df-6bf2-47f8-9935-b8fdc83e5bf5", "Serviceloven § 85"),
    Ydelsestype("Støtte til etablering i bolig", "c56634ca-6847-4c50-b5c1-c528c1ffc1d8", "Serviceloven § 85"),
    Ydelsestype("Støtte til sociale relationer", "05cd5e81-1a3a-4bdd-901b-7ec96c12d990", "Serviceloven § 85"),
    Ydelsestype(
        "Støtte til varetagelse af forældrerollen", "ea47a198-7e24-472d-ba5d-132b8b744710", "Serviceloven § 85"
    ),
    Ydelsestype("Støtte til beskæftigelse", "cb1169ee-8969-46d3-813d-f0dd555bd838", "Serviceloven § 85"),
    Ydelsestype(
        "Støtte til kontakt til offentlige og private instanser",
        "e2631dec-fd8b-420e-94db-53fd80e82766",
        "Serviceloven § 85",
    ),
    Ydelsestype("Støtte til transport", "0886a1b6-4a3a-47e5-9c97-066270529e4f", "Serviceloven § 85"),
    Ydelsestype("Støtte til uddannelse", "1a2daf63-0510-4bf3-8578-662d4300c965", "Serviceloven § 85"),
    Ydelsestype("Støtte til behandling", "e7c8b42e-b882-4629-8e03-65e44b1aa3e3", "Serviceloven § 85"),
    Ydelsestype("Støtte til personlig hygiejne", "72272d03-1774-4a14-b598-5f19b5eac83f", "Serviceloven § 85"),
    Ydelsestype("Støtte til psykisk trivsel", "ad7755d2-11bf-468d-958b-2f0c8d9c3742", "Serviceloven § 85"),
    Ydelsestype("Støtte til seksualitet", "bd5fea9a-16ed-4e63-b6a1-8e83caaf9b0b", "Serviceloven § 85"),
    Ydelsestype("Støtte til sund levevis", "3c1639d0-e486-43c6-8add-448b8aff4b8f"),
)
"""The services of the lowest level."""

FUNKTIONSEVNE = (
    Begreb("Ingen nedsat funktionsevne", "b508ff66-6326-4862-a6d7-7bbf184c9823"),
    Begreb("Let nedsat funktionsevne", "8328ce4a-6238-4f73-bf1a-74aadb68eff8"),
    Begreb("Moderat nedsat funktionsevne", "5bdde847-2837-416b-ab63-bbff8b7aa531"),
    Begreb("Svært nedsat funktionsevne", "cae545f5-2813-4d79-98fc-0a7d770af3cd"),
    Begreb("Fuldstændig nedsat funktionsevne", "832ae90b-23b5-4063-80aa-0b81bdce680e"),
)
"""Function levels; the index is the number, and the lowest is best."""

STØTTEBEHOV = (
    Begreb("Intet støttebehov", "ae9f388a-91c3-46cf-af55-f81952f2977c"),
    Begreb("Let støttebehov", "dd628e73-d6c9-4837-a2b8-aa62d73bd6ae"),
    Begreb("Moderat støttebehov", "401a397b-b3aa-4ca3-8b23-bd8f99dd3f76"),
    Begreb("Højt støttebehov", "b99a0790-4d70-4152-b149-3fe58b745583"),
    Begreb("Fuldstændigt støttebehov", "e99763d6-6c43-4969-ad52-2b1a7055f9dc"),
)
"""Levels of support need; the index is the number, and the lowest is least."""

MÅLTYPER = {
    "udvikle": Begreb("Udvikle funktionsevne", "d41c8072-52f8-42b5-9375-ddbea454d27f"),
    "fastholde": Begreb("Fastholde funktionsevne", "10752a63-00b4-4958-b7f4-9f3a18f74266"),
    "begrænse tab": Begreb("Begrænse tab af funktionsevne", "e47c22bd-d88d-48ab-882b-419923e1f44e"),
}
"""Expected change, by the word that plan files use."""

INFORMANTER = (
    Begreb("Borger", "25b4e705-2e9a-47a2-b11a-c829316b9d3a"),
    Begreb("Sagsbehandler", "f6ea2920-7dde-491e-a489-6b99a3904069"),
    Begreb("Udfører", "f00a6844-1005-401d-965d-1c5859df7beb"),
    Begreb("Andre", "63338442-7b2e-405b-acc0-142361ef19f1"),
    Begreb("Borger støttet af medarbejder", "12428e48-7df8-441f-9a89-d92bb7874066"),
    Begreb("Borger støttet af pårørende", "b66dc78a-a673-43fc-8ac0-1e859ba626e0"),
    Begreb("Pårørende alene", "166d2437-4e47-4a52-bd94-cdbe91086ca6"),
    Begreb("Medarbejder alene", "8fe80acb-2c2a-4f10-b2b8-ddb77d2f69dc"),
    Begreb("Medarbejder og pårørende alene", "329774f9-7700-47cf-9c00-63765d9e8078"),
)
"""Who an information or judgement comes from."""
