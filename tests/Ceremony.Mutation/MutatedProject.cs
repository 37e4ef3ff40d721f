using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ceremony.Mutation;

/// <summary>A project of the program with mutants in it, compiled once.</summary>
internal sealed partial class MutatedProject
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);
    private readonly string _name;
    private readonly Dictionary<string, SyntaxTree> _trees = new(StringComparer.Ordinal);
    private readonly MetadataReference[] _references;
    private readonly Dictionary<int, int> _blocks = [];

    /// <summary>Reads a project.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="libraries">The folder of the assemblies that it uses, as they were built.</param>
    /// <param name="extra">Sources that are compiled into it.</param>
    public MutatedProject(string name, string libraries, params IReadOnlyList<string> extra)
    {
        _name = name;
        string folder = Repository.PathOf("src", name);
        IEnumerable<string> written = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(path => !Path.GetRelativePath(folder, path).StartsWith("obj", StringComparison.Ordinal) && !Path.GetRelativePath(folder, path).StartsWith("bin", StringComparison.Ordinal));
        IEnumerable<string> generated = Directory.EnumerateFiles(Path.Combine(folder, "obj/Release/net10.0"), $"{name}.*.cs");
        foreach (string path in written.Concat(generated).Order(StringComparer.Ordinal))
        {
            Add(Path.GetRelativePath(Repository.Root, path), WithoutGenerators(File.ReadAllText(path)));
        }

        Add("switch", SwitchSource.Text);
        foreach (string source in extra)
        {
            Add($"extra{_trees.Count}", source);
        }

        IEnumerable<string> framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Where(path => path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal));
        IEnumerable<string> ours = Directory.EnumerateFiles(libraries, "*.dll").Where(path => Path.GetFileNameWithoutExtension(path) != name);
        _references = [.. framework.Concat(ours).Select(path => MetadataReference.CreateFromFile(path))];
    }

    /// <summary>The mutants that compile, by their numbers.</summary>
    public Dictionary<int, Mutant> Mutants { get; } = [];

    /// <summary>How many blocks tell that they were reached.</summary>
    public int Blocks { get; private set; }

    /// <summary>The block in which a mutant stands.</summary>
    public int BlockOf(int mutant) => _blocks[mutant];

    /// <summary>Changes a file before anything is compiled.</summary>
    public void Change(string file, string before, string after)
    {
        string text = _trees[file].ToString();
        Add(file, text.Contains(before, StringComparison.Ordinal)
            ? text.Replace(before, after, StringComparison.Ordinal)
            : throw new InvalidOperationException($"{file} no longer has what this tool changes in it: {before}"));
    }

    /// <summary>The assembly with the mutants of those files in it.</summary>
    /// <param name="files">Which files, from the repository's root.</param>
    /// <param name="every">Only every n-th mutant.</param>
    public byte[] Compile(IReadOnlyList<string> files, int every)
    {
        CSharpCompilation plain = Compilation(_trees.Values);
        int at = 0;
        foreach (Mutant mutant in files.SelectMany(file => Mutations.Of(file, plain.GetSemanticModel(_trees[file]))))
        {
            if (at++ % every == 0)
            {
                Mutants.Add(Mutants.Count + 1, mutant);
            }
        }

        while (true)
        {
            if (Emit(files) is { } assembly)
            {
                return assembly;
            }
        }
    }

    // A mutant that the compiler refuses is none: it is left out, and the rest compiled again.
    private byte[]? Emit(IReadOnlyList<string> files)
    {
        Blocks = 0;
        var mutated = new Dictionary<string, MutatedFile>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            var made = new MutatedFile(_trees[file].GetRoot(), Mutants.Where(each => each.Value.File == file).ToDictionary(), Blocks);
            mutated.Add(file, made);
            Blocks += made.Blocks;
            made.BlockOf.ToList().ForEach(each => _blocks[each.Key] = each.Value);
        }

        Mutants.Keys.Except(mutated.Values.SelectMany(each => each.BlockOf.Keys)).ToList().ForEach(each => Mutants.Remove(each));
        using var bytes = new MemoryStream();
        var result = Compilation(_trees.Select(tree => mutated.TryGetValue(tree.Key, out MutatedFile? made) ? Read(made.Text, tree.Key) : tree.Value)).Emit(bytes);
        if (result.Success)
        {
            return bytes.ToArray();
        }

        List<int> wrong = [];
        foreach (Diagnostic error in result.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error))
        {
            wrong.Add(mutated.GetValueOrDefault(error.Location.SourceTree?.FilePath ?? "")?.MutantAt(error.Location.SourceSpan.Start)
                ?? throw new InvalidOperationException($"{_name} does not compile, and no mutant is the cause: {error}"));
        }

        wrong.ForEach(each => Mutants.Remove(each));
        return null;
    }

    private CSharpCompilation Compilation(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        _name,
        trees,
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Suppress));

    private void Add(string file, string text) => _trees[file] = Read(text, file);

    private static SyntaxTree Read(string text, string file) => CSharpSyntaxTree.ParseText(text, Parse, file);

    // Roslyn's generators are not at hand here; what they make of a pattern is the same as what the class Regex does with it.
    private static string WithoutGenerators(string text) =>
        GeneratedRegex().Replace(text, "${lines}private static readonly Regex ${name}Made = new(${pattern}); ${access} static Regex ${name}() => ${name}Made;");

    [GeneratedRegex(@"\[GeneratedRegex\((?<pattern>[^\n]*)\)\](?<lines>\s*)(?<access>private|internal|public) static partial Regex (?<name>\w+)\(\);")]
    private static partial Regex GeneratedRegex();
}
