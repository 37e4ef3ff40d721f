using Ceremony.Machine.Rehearsals;

namespace Ceremony.Bench;

/// <summary>Where the time of the bootstrap goes that is rehearsed by answers, with everything in hardware: what is not the tokens', the disk's and the started programs' is ours.</summary>
internal static class BootstrapBench
{
    private const string Rehearsed = "bootstrap by answers, all in hardware";

    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        string ceremony = folder["ceremony"];
        Timed timed = Timed.Run(
            SoftHsmRoom.FindModule() ?? throw new InvalidOperationException("SoftHSM2 is not installed: run .ci/install."),
            Subject.Program, "rehearse", Subject.Bootstrap, "--answers", Repository.PathOf("ceremony-scripts", "nexus-cm-bootstrap", "rehearsals", "hardware.yaml"), "--out", ceremony);
        foreach (string service in new[] { "cf", "cis", "snmp" })
        {
            Tool.Run(Path.Combine(ceremony, "rehearsal", "laboratory", "service"), "stop", service);
        }

        yield return new Figure(Rehearsed, timed.Seconds, "s", null);
        yield return Part("PKCS#11", Timed.Pkcs11);
        yield return Part("fsync", Timed.Fsync);
        yield return Part("started programs", Timed.Program);
        yield return new Figure($"{Rehearsed}: own time", timed.Own, "s", null);
        yield return new Figure($"{Rehearsed}: own processor time", timed.OwnProcessor, "s", null);
        yield return new Figure($"{Rehearsed}: own time as a part", 100 * timed.Own / timed.Seconds, "%", 5);

        Figure Part(string what, string name) => new($"{Rehearsed}: {what}", timed.Calls[name].Seconds, "s", null);
    }
}
