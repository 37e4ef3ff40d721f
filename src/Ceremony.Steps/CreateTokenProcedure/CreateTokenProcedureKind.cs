using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Enters a token procedure in the registry.</summary>
internal sealed class CreateTokenProcedureKind : StepKind
{
    private const string Digits = "[0-9]{1,32}";
    private const string DigitsInWords = "1 to 32 digits";

    private static readonly Field<string> Called = FieldOf.Text("name", "The procedure's name.");
    private static readonly Field<string> StorageProfile = FieldOf.Choice("storage-profile", "The storage profile: a card, a soft token, or a key that brings a request.", "smart-card", "pkcs12", "pkcs10");
    private static readonly Field<bool> CardSerialNumber = FieldOf.YesNo("card-serial-number", "Whether the card's number is part of the subject of its certificates.").Optional(false);
    private static readonly Field<string> RangeFrom = FieldOf.Pattern("range-from", "The first serial number of the range.", Digits, DigitsInWords).Optional("");
    private static readonly Field<string> RangeTo = FieldOf.Pattern(
        "range-to",
        "The last serial number of the range, with as many digits as the first.",
        Digits,
        DigitsInWords).Optional("");
    private static readonly Field<bool> RangeMandatory = FieldOf.YesNo("range-mandatory", "Whether a card outside the range is refused.").Optional(false);
    private static readonly Field<string> PinProcedure = FieldOf.Choice(
        "pin-procedure",
        "How the PIN is made: generated and shown to its holder, chosen by the holder, or not at all, as with PKCS#10.",
        "show-in-client",
        "chosen-by-holder",
        "none");
    private static readonly Field<string> IssuerCertificates = FieldOf.Choice("issuer-certificates", "Whether the issuer's certificate is stored on the token.", "none", "store").Optional("none");
    private static readonly Field<string> CertificateProcedure = FieldOf.Text("certificate-procedure", "The certificate procedure, by its name.").Naming(Thing.CertificateProcedure);

    /// <inheritdoc/>
    public override string Name => "create-token-procedure";

    /// <inheritdoc/>
    public override string Summary => "Enters a token procedure in the registry: it decides how cards and soft tokens are produced.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields =>
        [Called, StorageProfile, CardSerialNumber, RangeFrom, RangeTo, RangeMandatory, PinProcedure, IssuerCertificates, CertificateProcedure];

    /// <inheritdoc/>
    public override IReadOnlyList<StepOutput> Outputs { get; } = [new("", "The procedure's name.", Thing.TokenProcedure, Called)];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Enters a token procedure in the registry, after the officers agreed; it decides which cards and soft tokens are produced, and how.",
        Refuses = "It refuses a name that is taken and a certificate procedure that does not exist; `check` refuses fields that do not fit the storage profile, and a range that makes no sense.",
        Undo = "Undone by not using it: an entry stays in the journal, and another procedure takes another name.",
        Example = """
            - id: officer-cards
              do: create-token-procedure
              name: Officer cards
              storage-profile: smart-card
              card-serial-number: yes
              range-from: '00004711'
              range-to: '00004720'
              range-mandatory: yes
              pin-procedure: show-in-client
              certificate-procedure: ${step.five-years}
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields)
    {
        var procedure = new TokenProcedureCreated(
            Called.Of(fields),
            StorageProfile.Of(fields),
            CardSerialNumber.Of(fields),
            RangeFrom.Of(fields) is { Length: > 0 } from ? from : null,
            RangeTo.Of(fields) is { Length: > 0 } to ? to : null,
            RangeMandatory.Of(fields),
            PinProcedure.Of(fields),
            IssuerCertificates.Of(fields),
            CertificateProcedure.Of(fields));
        return ProblemOf(procedure) is { } problem
            ? throw new ScriptProblemException(fields.Find(problem.Field)?.Mark ?? fields.Find("range-to")?.Mark ?? fields.Mark, problem.Sentence)
            : new CreateTokenProcedureStep(procedure);
    }

    private static (string Field, string Sentence)? ProblemOf(TokenProcedureCreated procedure) => procedure.StorageProfile switch
    {
        "smart-card" => procedure.PinProcedure == "none"
            ? ("pin-procedure", "a smart card has a PIN: \"pin-procedure\" must be show-in-client or chosen-by-holder")
            : ProblemOfRange(procedure),

        // A soft token's PIN is long and random, since whoever has the file can try PINs without end.
        "pkcs12" => ProblemWithoutCard(procedure) ?? (procedure.PinProcedure == "show-in-client"
            ? null
            : ("pin-procedure", "the PIN of a soft token is generated: \"pin-procedure\" must be show-in-client for the storage profile pkcs12")),
        _ => ProblemWithoutCard(procedure) ?? ProblemOfRequest(procedure),
    };

    private static (string Field, string Sentence)? ProblemWithoutCard(TokenProcedureCreated procedure)
    {
        if (procedure.CardSerialNumber)
            return ("card-serial-number", $"only a smart card has a card serial number; the storage profile is {procedure.StorageProfile}");

        return procedure is { RangeFrom: null, RangeTo: null, RangeMandatory: false }
            ? null
            : ("range-from", $"only smart cards have a serial number range; the storage profile is {procedure.StorageProfile}");
    }

    private static (string Field, string Sentence)? ProblemOfRequest(TokenProcedureCreated procedure)
    {
        if (procedure.PinProcedure != "none")
            return ("pin-procedure", "a request has no PIN: \"pin-procedure\" must be none for the storage profile pkcs10");

        return procedure.IssuerCertificates == "none"
            ? null
            : ("issuer-certificates", "a request stores nothing: \"issuer-certificates\" must be none for the storage profile pkcs10");
    }

    private static (string Field, string Sentence)? ProblemOfRange(TokenProcedureCreated procedure)
    {
        if (procedure is { RangeFrom: null, RangeTo: null })
            return procedure.RangeMandatory ? ("range-mandatory", "\"range-mandatory\" needs a range: give \"range-from\" and \"range-to\"") : null;
        if (procedure.RangeFrom is null || procedure.RangeTo is null)
            return ("range-from", "a range has both ends: give \"range-from\" and \"range-to\", or neither");
        if (procedure.RangeFrom.Length != procedure.RangeTo.Length)
            return ("range-from", "\"range-from\" and \"range-to\" must have the same number of digits, leading zeros included");

        return string.CompareOrdinal(procedure.RangeFrom, procedure.RangeTo) > 0 ? ("range-from", "\"range-from\" must not be above \"range-to\"") : null;
    }
}
