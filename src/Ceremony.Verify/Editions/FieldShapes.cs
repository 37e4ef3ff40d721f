using System.Collections.Frozen;
using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>
/// The type of each field in the notation of <see cref="Shape"/>. A name means the same nearly everywhere; where it does not, what has the field stands before it:
/// the kind of the line, <c>do NAME</c>, <c>receipt NAME</c>, <c>fact NAME</c>, <c>look NAME</c>, <c>seen NAME</c> or a part.
/// </summary>
internal static class FieldShapes
{
    private const string Fields = """
        about name
        absent true
        accepted [+name]
        act name
        action @action
        actions [@action]
        after hash
        ahead [@seen-ahead]
        air-gap bool
        algorithm name
        answered count
        answers {text}
        approved count
        artifact name
        asks hash
        at time
        attempt count
        attributes [name]
        authority officers|operator
        backup name
        before hash
        blank [@blank]
        blank-serial text
        blocks [@block]
        boot name
        bootstrap bool
        by name
        bytes bytes
        ca name
        cannot text
        ca-chain none|include
        call count
        called name
        card-serial-number bool
        carrier bool
        ceremony name
        certificate bytes
        certificate-procedure name
        certificate-sha256 hash
        certificates [+bytes]
        change +|-| |~
        check name
        checked @checked
        choices [+text]
        chosen-by-holder bool
        class private|public|secret|certificate|data
        ciphertext bytes
        code name
        columns [text]
        command [+text]
        configuration [+@configuration-file]
        confirm @confirm
        copies [name]
        crl bytes
        decided text
        device text
        did text
        digits count
        do name
        domain name
        edition count
        edits [@edit]
        encrypted bytes
        entity-type subject|dynamic-token|static-token
        entry @fact
        environment {text}
        exception count
        expected text
        extended-key-usage [+name]
        facts [@fact]
        fate text
        fault text
        file name
        file-system text
        files [@restored]
        fingerprint hash
        firmware text
        foreign true
        form [@form]
        format name
        free number
        from name
        group number
        happened text
        hash hash
        head count
        hex hex
        holder name
        host name
        id hex
        id-bytes count
        idle count
        initialised bool
        inspected true
        installation own|nexus-cm
        intended count
        interfaces [@interface]
        interfaces-up [+name]
        irreversible true
        issued [+bytes]
        issuer name
        issuer-certificates none|store
        jumped signed
        kept name
        key name
        key-id hex
        key-label name
        key-usage [name]
        keys [@fate]
        kind name
        label name
        least-key name
        line number
        lines [@diff-line]
        log [text]
        logged-in bool
        look @look
        machine text
        made number
        manufacturer text
        masked hash
        milliseconds number
        mode production|rehearsal
        model text
        module name
        modules [@module]
        mono number
        mount-point text
        name name
        next text
        nonce hex
        not-told [+name]
        number count
        objects [@object]
        of name
        officer name
        officers [@officer]
        old-pins [+name]
        origin card|soft|console
        outcome completed|aborted
        outputs {text}
        owner number
        parameters text
        path name
        pattern text
        pem name
        person name
        pin NotSet|Set|CountLow|FinalTry|Locked
        pin-of name
        pin-of-file name
        pin-procedure show-in-client|chosen-by-holder|none
        plaintext bytes
        port count
        prev hash
        procedure name
        procedures [+name]
        profile name
        program-sha256 hash
        program-version name
        proposed count
        protocol text
        public-key bytes
        question name
        quorum number
        range-from text
        range-mandatory bool
        range-to text
        read-only bool
        reason text
        receipt @receipt
        removable bool
        removed true
        replaces hash
        request bytes
        right text
        role name
        root name
        root-artifact name
        root-sha256 hash
        roles [name]
        roster [@roster]
        rows [[text]]
        said text
        says name
        scheme name
        screen @screen
        script-sha256 hash
        seconds signed
        secret name
        seen map
        seq count
        serial text
        serial-number hex
        serials [hex]
        service name
        settings [@setting]
        sha256 hash
        sha256sums hash
        sign-on-leave true
        shown time
        signature bytes
        signature-algorithm name
        signer-info bytes
        size number
        so-pin NotSet|Set|CountLow|FinalTry|Locked
        slot text
        spki-sha256 hash
        state text
        statement text
        step name
        steps [@step]
        storage-profile smart-card|pkcs12|pkcs10
        subject name
        subject-alternative-names [+name]
        succeeds name
        templates [+name]
        text text
        times number
        times-shown number
        title name
        to text
        together [+@part]
        token name
        token-procedure name
        token-serial text
        tokens [@called]
        unproven [+@unproven]
        until time
        up bool
        usage [+name]
        valid-for name
        value text
        values {text}
        version count
        view @view
        way wrap|encrypt
        when before|act|failed|resumed|after
        why text
        within number
        wrapped bytes

        break/state begins|ends
        confirm/officers number
        diff-line/number number
        do change-pin/of user|security-officer
        do remove-object/id hex?
        do remove-object/label text
        entered/person @person
        card-action/action blank|add|redo|issue
        checked/chain holds|not-told
        checked/key holds|not-told
        checked/serial holds|not-told
        fact card-personalised/keys [@card-action]
        fact card-personalised/number text
        fact card-produced/keys [@card-key]
        fact card-produced/number text
        fact certificate-procedure-created/format rfc5280|server-certificate
        fact certificate-procedure-created/subject [+name]
        fact config-edited/backup text
        fact crl-issued/number number
        fact files-restored/files [+name]
        fact key-attested/statement bytes
        fact pin-changed/of user|security-officer
        fact officer-created/state active|inactive
        fact officer-profile-created/state active|inactive
        fact officer-recognised/origin soft|console
        facts/facts [@detail]
        inventory/tokens [@held]
        left/person @person
        login-ended/why act|idle|key|break|left|aborted|person|token|network|pin|confirmation|look|interrupted
        look random/bytes count
        network/up [name]
        object/algorithm text
        object/id hex?
        object/label text
        detail/name text
        part/text [text]
        proposed/text [text]
        seen config/masked bytes?
        seen config/mode number
        seen file-state/mode number
        seen file/bytes bytes?
        seen tls/certificates [bytes]
        step/id name
        step/together name
        view/label text
        """;

    // What may be seen to be not there at all.
    private static readonly FrozenSet<string> CanBeAbsent = FrozenSet.Create(StringComparer.Ordinal, "seen config", "seen file-state", "seen medium");
    private static readonly FieldList NoOthers = "";

    private static readonly ShapeTable Shapes = new(Fields, Part);

    /// <summary>What is wrong with the types of a line's fields, as a clause, or null.</summary>
    public static string? Problem(string kind, JsonMap line) => (Members(kind, line) ?? (line.Find("look") is JsonMap look && line.Find("seen") is { } seen ? Seen(look, seen)?.At(".seen") : null))?.Clause;

    /// <summary>The type of a field; null where the table has none.</summary>
    public static string? Find(string owner, string field) => Shapes.Of(owner, field)?.Notation;

    // A field without a type is one that does not belong there, which is said elsewhere.
    private static Misfit? Members(string owner, JsonMap map, string? but = null)
    {
        foreach ((string name, JsonValue value) in map)
        {
            if (name != but && Shapes.Of(owner, name)?.Misfit(value) is { } wrong)
            {
                return wrong.At($".{name}");
            }
        }

        return null;
    }

    private static Misfit? Part(string part, JsonMap map) => part switch
    {
        "action" => Union("do", "do ", map),
        "fact" => Union("fact", "fact ", map),
        "block" => Union("block", "", map),
        "look" => Union("look", "look ", map),
        "receipt" => Members("receipt", map),
        "held" when map.Count != 2 => OtherFields(),
        _ => Known(part, map),
    };

    // Whether an action or a fact has its fields is said where it is judged.
    private static Misfit? Union(string by, string before, JsonMap map)
    {
        if (map.Find(by) is not JsonText { Value: var name })
        {
            return new Misfit("is not text", $".{by}");
        }

        string owner = before.Length == 0 ? name : before + name;
        return by is "do" or "fact" ? Members(owner, map, by)
            : PartFields.All.ContainsKey(owner) ? Known(owner, map, by) : new Misfit($"is \"{name}\", which is not known", $".{by}");
    }

    private static Misfit? Known(string part, JsonMap map, string? by = null) => PartFields.All[part].Fit(map, NoOthers) ? Members(part, map, by) : OtherFields();

    private static Misfit OtherFields() => new("does not have the fields it should have");

    private static Misfit? Seen(JsonMap look, JsonValue seen)
    {
        string part = look.Text("look") is "token" ? "view" : $"seen {look.Text("look")}";
        return seen is not JsonMap map ? new Misfit("is not a map") : map.Count == 0 && CanBeAbsent.Contains(part) ? null : Known(part, map);
    }
}
