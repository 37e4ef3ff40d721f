namespace Ceremony.Mutation;

/// <summary>The source that is compiled into a mutated project: which mutant is at work, what was reached, and how many steps were taken.</summary>
internal static class SwitchSource
{
    public const string Text = """
        namespace Ceremony.Mutation.Inside
        {
            public static class Switch
            {
                public static int Active;
                public static bool[] Reached = new bool[0];
                public static long Steps;
                public static long MostSteps = long.MaxValue;

                public static int In()
                {
                    global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
                    Step();
                    return Active;
                }

                public static void Step()
                {
                    if (++Steps > MostSteps)
                    {
                        throw new global::System.InvalidOperationException("A mutant took too many steps.");
                    }
                }

                public static void Reach(int block)
                {
                    if (block < Reached.Length)
                    {
                        Reached[block] = true;
                    }
                }
            }
        }
        """;

    /// <summary>Judges a record in words, and writes down what the tests have judged.</summary>
    public const string Judge = """
        namespace Ceremony.Mutation.Inside
        {
            public static class Judge
            {
                public static string Words(string path, string? fingerprint, byte[][]? trust, bool allowConsoleKeys, bool readsScript)
                {
                    global::Ceremony.Verify.Verdict verdict = global::Ceremony.Verify.Verifier.Verify(
                        path,
                        new global::Ceremony.Verify.VerifyOptions { Fingerprint = fingerprint, Trust = trust, AllowConsoleKeys = allowConsoleKeys, Binder = readsScript ? ReadOnce.Only : null });
                    return verdict.ExitCode + " " + verdict.ToText();
                }

                // Of a ceremony that is judged again and again the longest record is kept.
                public static void Record(global::Ceremony.Core.Judging.HeldRecord record)
                {
                    string corpus = global::System.Environment.GetEnvironmentVariable("CEREMONY_CORPUS")!;
                    int first = global::System.Array.IndexOf(record.Journal, (byte)'\n');
                    string name = global::System.Convert.ToHexStringLower(global::System.Security.Cryptography.SHA256.HashData(record.Journal.AsSpan(0, global::System.Math.Max(first, 0))));
                    string item = global::System.IO.Path.Combine(corpus, name, "held");
                    lock (typeof(Judge))
                    {
                        string journal = global::System.IO.Path.Combine(item, "journal.jsonl");
                        if (global::System.IO.File.Exists(journal) && new global::System.IO.FileInfo(journal).Length > record.Journal.Length)
                        {
                            return;
                        }

                        global::System.IO.Directory.CreateDirectory(global::System.IO.Path.Combine(item, "artifacts"));
                        global::System.IO.File.WriteAllBytes(journal, record.Journal);
                        global::System.IO.File.WriteAllBytes(global::System.IO.Path.Combine(item, "script.yaml"), record.Script);
                        foreach (global::System.Collections.Generic.KeyValuePair<string, byte[]> each in record.Artifacts)
                        {
                            global::System.IO.File.WriteAllBytes(global::System.IO.Path.Combine(item, "artifacts", each.Key), each.Value);
                        }

                        global::System.IO.File.WriteAllLines(global::System.IO.Path.Combine(corpus, name, "options"), new[] { "held", "console script", "", "" });
                    }
                }

                public static void Record(string path, global::Ceremony.Verify.VerifyOptions options)
                {
                    string corpus = global::System.Environment.GetEnvironmentVariable("CEREMONY_CORPUS")!;
                    string item = global::System.IO.Path.Combine(corpus, global::System.Guid.NewGuid().ToString("n"));
                    global::System.IO.Directory.CreateDirectory(item);
                    string full = global::System.IO.Path.GetFullPath(path);
                    if (!global::System.IO.Path.Exists(full))
                    {
                        return;
                    }

                    global::System.Diagnostics.Process.Start("cp", new[] { "-a", full, item }).WaitForExit();
                    global::System.IO.File.WriteAllLines(
                        global::System.IO.Path.Combine(item, "options"),
                        global::System.Linq.Enumerable.Concat(
                            new[]
                            {
                                global::System.IO.Path.GetFileName(full),
                                (options.AllowConsoleKeys ? "console " : "") + (options.Binder is null ? "" : "script"),
                                options.Fingerprint is null ? "" : global::System.Convert.ToBase64String(global::System.Text.Encoding.UTF8.GetBytes(options.Fingerprint)),
                                options.Trust is null ? "" : "trust",
                            },
                            global::System.Linq.Enumerable.Select(options.Trust ?? global::System.Array.Empty<byte[]>(), each => global::System.Convert.ToBase64String(each))));
                }

                // The same script is bound for every mutant.
                private sealed class ReadOnce : global::Ceremony.Verify.IScriptBinder
                {
                    public static readonly ReadOnce Only = new();
                    private readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, global::Ceremony.Verify.ScriptOutline?> _outlines = new();
                    private readonly global::CeremonyTui.Wiring.ScriptBinder _binder = new();

                    public global::Ceremony.Verify.ScriptOutline? Bind(byte[] script, global::System.Collections.Generic.IReadOnlyDictionary<string, string> values)
                    {
                        string key = global::System.Convert.ToHexString(global::System.Security.Cryptography.SHA256.HashData(script));
                        foreach (global::System.Collections.Generic.KeyValuePair<string, string> each in global::System.Linq.Enumerable.OrderBy(values, each => each.Key, global::System.StringComparer.Ordinal))
                        {
                            key += "\n" + each.Key + "\t" + each.Value;
                        }

                        return _outlines.GetOrAdd(key, _ => _binder.Bind(script, values));
                    }
                }
            }
        }
        """;

    /// <summary>Remembers signatures that were verified and certificates that were read: the same records are judged again for every mutant.</summary>
    public const string Remember = """
        namespace Ceremony.Mutation.Inside
        {
            public static class Remember
            {
                public static readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, bool> Signatures = new();
                private static readonly global::System.Collections.Concurrent.ConcurrentDictionary<string, object> Read = new();

                public static string Key(byte[] publicKey, string algorithm, global::System.ReadOnlySpan<byte> bytes, byte[] signature) =>
                    Hash(publicKey) + algorithm + Hash(bytes) + Hash(signature);

                public static T Once<T>(byte[] der, global::System.Func<T> read) where T : class => (T)Read.GetOrAdd(Hash(der), _ => read());

                private static string Hash(global::System.ReadOnlySpan<byte> bytes) =>
                    global::System.Convert.ToHexString(global::System.Security.Cryptography.SHA256.HashData(bytes));
            }
        }
        """;
}
