using System.CommandLine;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Engine;
using Ceremony.Verify;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>verify</c>: judges an archive, a ceremony's folder, or a journal alone.</summary>
internal static class VerifyCommand
{
    private const string Help =
        "Verify the record of a ceremony; nothing is written. The first line says VALID (it agrees with the fingerprint or certificates that you give), "
        + "CONSISTENT (neither was given), INCOMPLETE (a journal without a sealed archive), TORN (the last line is cut short), UNKNOWN (a newer program made it) or INVALID.";

    public static Command Make()
    {
        var path = new Argument<string>("PATH") { Description = "An archive (DIR/transcript), a ceremony's folder (DIR), or a journal alone (journal.jsonl)." };
        var fingerprint = new Option<string>("--fingerprint") { Description = "The ceremony fingerprint from a witness's paper, in quotes: 64 hex digits or 32 words." };
        var trust = new Option<string>("--trust") { Description = "A file, PEM or DER, from a place that you trust, with the certificates above the officers." };
        var console = new Option<bool>("--allow-console-keys") { Description = "Accept officers whose keys were made at the console, which is no dual control." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("verify", Help) { path, fingerprint, trust, console, json };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(Verify(
            parsed.GetValue(path)!,
            new VerifyOptions { Fingerprint = Readable(parsed.GetValue(fingerprint)), Trust = ReadTrust(parsed.GetValue(trust), parsed.GetValue(path)!), AllowConsoleKeys = parsed.GetValue(console), Binder = new ScriptBinder() },
            parsed.GetValue(json)))));
        return command;
    }

    private static SessionEnd Verify(string path, VerifyOptions options, bool asJson)
    {
        if (!Path.Exists(path))
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"There is no file or folder {Hostile.Escape(path)}: give an archive (DIR/transcript), a ceremony's folder, or its journal.jsonl.");
        }

        Verdict verdict = ReportCheck.AddTo(Verifier.Verify(path, options));
        return new SessionEnd(verdict.ExitCode, asJson ? [Hostile.EscapeJson(CanonicalJson.WriteText(verdict.ToJson()))] : [verdict.ToText().TrimEnd('\n')], IsReport: true);
    }

    // Whoever mistypes the paper's words must not read that the archive is not valid.
    private static string? Readable(string? fingerprint) => fingerprint is null || GivenFingerprint.TryRead(fingerprint, out _, out string problem)
        ? fingerprint
        : throw new CommandFailure(ExitCodes.WrongInput, $"{problem} Nothing was verified: read the paper again, and give all of it in quotes.");

    private static IReadOnlyList<byte[]>? ReadTrust(string? path, string judged)
    {
        if (path is null)
        {
            return null;
        }

        if (path.Length == 0)
        {
            throw new CommandFailure(ExitCodes.WrongInput, "--trust names no file: give a file with the certificates that you trust.");
        }

        byte[] file = ReadAnchors(path);

        // What comes with the archive is the forger's as much as the rest of it.
        if (RealPath.IsWithin(path, judged))
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The trust anchors in {Hostile.Escape(path)} are part of what is being verified: take them from a place that you trust.");
        }

        return GivenTrust.TryRead(file, out IReadOnlyList<byte[]> certificates, out string problem)
            ? certificates
            : throw new CommandFailure(ExitCodes.WrongInput, $"{problem} Nothing was verified: check the file {Hostile.Escape(path)}.");
    }

    private static byte[] ReadAnchors(string path) => GivenTrust.ReadFile(RealPath.Of(path))
        ?? throw new CommandFailure(ExitCodes.WrongInput, $"The trust anchors in {Hostile.Escape(path)} cannot be read: give the path of a plain file of at most 1 MiB.");
}
