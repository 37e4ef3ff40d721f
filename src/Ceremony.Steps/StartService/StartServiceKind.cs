using System.Globalization;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Starts a service.</summary>
internal sealed class StartServiceKind : StepKind
{
    private static readonly Field<string> Probe = FieldOf.Pattern(
        "probe",
        "Where the old TLS certificate must be presented again after a restore.",
        @"([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\]):[0-9]{1,5}",
        "a host and a port, such as localhost:8443").Optional("");

    private static readonly Field<string> Certificate = FieldOf.Text("certificate", "The artifact that is the old TLS certificate; if it is left out, what was presented before services were stopped.", 128).Naming(Things.Certificates).Optional("");

    private static readonly Field<string> AsksForPin = SeatField.Of("asks-for-pin", "Who types the PIN of the service's token where the service asks for it at its own console; no PIN goes through this program then.").Optional("");

    /// <inheritdoc/>
    public override string Name => "start-service";

    /// <inheritdoc/>
    public override string Summary => "Starts a service and reads its state back; where it does not come up, the officers choose between another try and the old state.";

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [ServiceWords.Field, Probe, Certificate, AsksForPin];

    /// <inheritdoc/>
    public override StepManual Manual { get; } = new()
    {
        Does = "Starts one service by the script's own command and reads its state until it is up or its time is over. With `asks-for-pin` the screen says before that the service will ask that person for a PIN at its own console, and how long it is waited for. Where it does not come up, its log is on the screen, and the officers choose: try again, or restore all backups and start the services with the old state.",
        Refuses = "It refuses where the service stays down, where its files are those of before the ceremony, and after a restore, with a sentence that says whether the old TLS certificate is presented again.",
        Undo = "Undone by stop-service.",
        Example = """
            - { id: start-cis, do: start-service, service: cis, probe: 'localhost:8443' }
            """,
    };

    /// <inheritdoc/>
    public override IStep Bind(ScriptMap fields) => new StartServiceStep(ServiceWords.Field.Of(fields).Name, Place(fields), Certificate.Of(fields), AsksForPin.Of(fields));

    private static TlsPlace? Place(ScriptMap fields)
    {
        string probe = Probe.Of(fields);
        if (probe.Length == 0)
            return null;

        int colon = probe.LastIndexOf(':');
        int port = int.Parse(probe[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
        return port is > 0 and <= 65535
            ? new TlsPlace(probe[..colon].Trim('[', ']'), port)
            : throw new ScriptProblemException(fields.Find("probe")!.Mark, "the port of \"probe\" must be from 1 to 65535");
    }
}
