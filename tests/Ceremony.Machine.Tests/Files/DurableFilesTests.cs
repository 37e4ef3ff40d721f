using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Machine.Files;

namespace Ceremony.Machine.Tests.Files;

/// <summary>Files that something depends on, on a real disk.</summary>
public sealed partial class DurableFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DurableFiles _files = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_state_of_a_file_is_told_once_it_has_settled_and_is_another_one_after_each_change()
    {
        string path = _folder["artifact"];
        _files.WriteNew(path, "one"u8);
        Assert.Null(_files.StateOf(_folder["nothing"]));
        Assert.Contains(Enumerable.Range(0, 10), _ => IsUnsettled(path));

        await Task.Delay(TimeSpan.FromSeconds(4));
        string before = Assert.IsType<string>(_files.StateOf(path));
        Assert.Equal(before, _files.StateOf(path));

        // Whoever sets the time back by which it was written cannot set back the one by which it was changed.
        DateTime written = File.GetLastWriteTimeUtc(path);
        await File.WriteAllTextAsync(path, "two");
        File.SetLastWriteTimeUtc(path, written);
        Assert.NotEqual(before, _files.StateOf(path));
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.NotEqual(before, _files.StateOf(path));
    }

    // A busy machine may take longer from the one to the other than a file takes to settle.
    private bool IsUnsettled(string path)
    {
        File.WriteAllText(path, "one");
        return _files.StateOf(path) is null;
    }

    [Fact]
    public void What_is_appended_is_there_when_the_file_is_opened_again()
    {
        using (IAppendFile file = _files.OpenAppend(_folder["lines"]))
        {
            Assert.Empty(file.Content);
            file.Append("one\n"u8);
            file.Append("two\n"u8);
        }

        using IAppendFile again = _files.OpenAppend(_folder["lines"]);
        Assert.Equal("one\ntwo\n", Encoding.UTF8.GetString(again.Content));
    }

    [Fact]
    public void A_torn_last_line_is_cut_off_and_the_next_line_follows()
    {
        File.WriteAllText(_folder["lines"], "one\ntw");
        using (IAppendFile file = _files.OpenAppend(_folder["lines"]))
        {
            file.Truncate(4);
            file.Append("two\n"u8);
        }

        Assert.Equal("one\ntwo\n", File.ReadAllText(_folder["lines"]));
    }

    [Fact]
    public void A_second_writer_is_refused_until_the_first_has_closed()
    {
        IAppendFile first = _files.OpenAppend(_folder["lines"]);
        DeviceFault fault = Assert.Throws<DeviceFault>(() => _files.OpenAppend(_folder["lines"]));
        Assert.Equal("Locked", fault.Code);
        Assert.Equal($"{_folder["lines"]} is in use by another ceremony program: end that one first.", fault.Message);
        first.Dispose();
        _files.OpenAppend(_folder["lines"]).Dispose();
    }

    [Fact]
    public void A_closed_file_is_free_though_another_program_has_it_too()
    {
        IAppendFile first = _files.OpenAppend(_folder["lines"]);
        string open = Directory.EnumerateFiles("/proc/self/fd").First(each => new FileInfo(each).LinkTarget == _folder["lines"]);
        int same = Duplicate(int.Parse(Path.GetFileName(open), CultureInfo.InvariantCulture));
        first.Dispose();
        Assert.Empty(File.ReadAllBytes(_folder["lines"]));
        _ = LibC.Close(same);
    }

    [Fact]
    public void A_file_that_exists_is_not_written_over()
    {
        _files.WriteNew(_folder["new"], "first"u8);
        Fails("Exists", $"{_folder["new"]} already exists and will not be overwritten: move it away, or choose another folder.", () => _files.WriteNew(_folder["new"], "second"u8));
        Assert.Equal("first", File.ReadAllText(_folder["new"]));
    }

    [Fact]
    public void A_full_disk_is_told()
        => Fails("ENOSPC", "/dev/full could not be written because its disk is full (ENOSPC): free some space there, then resume.", () =>
        {
            using OpenFile full = OpenFile.Open("/dev/full", LibC.WriteOnly, "written");
            full.Write("x"u8);
        });

    [Fact]
    public void A_replaced_file_keeps_its_rights_and_leaves_nothing_beside_it()
    {
        File.WriteAllText(_folder["secret.conf"], "old");
        File.WriteAllText(_folder["secret.conf.new"], "left by a run that was stopped");
        SetMode(_folder["secret.conf"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _files.Replace(_folder["secret.conf"], "new"u8);
        Assert.Equal("new", File.ReadAllText(_folder["secret.conf"]));
        Assert.Equal("600", Tool.Demand("stat", "-c", "%a", _folder["secret.conf"]).Trim());
        Assert.False(File.Exists(_folder["secret.conf.new"]));
    }

    [Fact]
    public void What_holds_keys_is_open_to_its_owner_alone_from_the_first_moment_on()
    {
        _files.CreateFolder(_folder["above/keys"], Readers.OwnerOnly);
        _files.WriteNew(_folder["above/keys/new.p12"], "x"u8, Readers.OwnerOnly);
        _files.Replace(_folder["above/keys/replaced.p12"], "x"u8, Readers.OwnerOnly);
        File.WriteAllText(_folder["above/keys/open.p12"], "old");
        SetMode(_folder["above/keys/open.p12"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        _files.Replace(_folder["above/keys/open.p12"], "x"u8, Readers.OwnerOnly);

        Assert.Equal(
            ["700", "600", "600", "600"],
            new[] { "above/keys", "above/keys/new.p12", "above/keys/replaced.p12", "above/keys/open.p12" }
                .Select(name => Tool.Demand("stat", "-c", "%a", _folder[name]).Trim()));
    }

    [Fact]
    public void Replacing_makes_a_file_that_was_not_there()
    {
        _files.Replace(_folder["new"], "bytes"u8);
        Assert.Equal("bytes", File.ReadAllText(_folder["new"]));
    }

    [Fact]
    public void Folders_are_created_with_those_above_them_and_twice_without_harm()
    {
        _files.CreateFolder(_folder["a/b/c"]);
        _files.CreateFolder(_folder["a/b/c/"]);
        Assert.True(Directory.Exists(_folder["a/b/c"]));
    }

    [Fact]
    public void A_folder_is_not_created_where_a_file_stands()
    {
        File.WriteAllText(_folder["a"], "");
        Fails("Exists", $"{_folder["a"]} already exists and will not be overwritten: move it away, or choose another folder.", () => _files.CreateFolder(_folder["a"]));
        Fails("ENOTDIR", $"{_folder["a/b"]} could not be written because part of its path is not a folder (ENOTDIR): check the path.", () => _files.WriteNew(_folder["a/b"], "x"u8));
    }

    [Fact]
    public void A_folder_takes_its_new_name_but_not_the_place_of_another()
    {
        _files.CreateFolder(_folder["transcript.tmp"]);
        _files.CreateFolder(_folder["other"]);
        Fails("Exists", $"{_folder["other"]} already exists and will not be overwritten: move it away, or choose another folder.", () => _files.RenameFolder(_folder["transcript.tmp"], _folder["other"]));
        _files.RenameFolder(_folder["transcript.tmp"], _folder["transcript"]);
        Assert.True(Directory.Exists(_folder["transcript"]));
        Assert.False(Directory.Exists(_folder["transcript.tmp"]));
    }

    [Fact]
    public void A_folder_is_removed_with_all_in_it_but_not_what_its_links_name()
    {
        _files.CreateFolder(_folder["kept"]);
        _files.WriteNew(_folder["kept/file"], "x"u8);
        _files.CreateFolder(_folder["gone/deep"]);
        _files.WriteNew(_folder["gone/deep/file"], "x"u8);
        File.CreateSymbolicLink(_folder["gone/link"], _folder["kept"]);
        _files.RemoveFolder(_folder["gone"]);
        _files.RemoveFolder(_folder["gone"]);
        Assert.False(Directory.Exists(_folder["gone"]));
        Assert.True(File.Exists(_folder["kept/file"]));
    }

    [Fact]
    public void All_that_lies_in_a_folder_is_named_files_folders_and_links()
    {
        Assert.Empty(_files.Names(_folder["none"]));
        _files.CreateFolder(_folder["some/deep"]);
        _files.WriteNew(_folder["some/file"], "x"u8);
        File.CreateSymbolicLink(_folder["some/link"], "nowhere");
        Assert.Equal(["deep", "file", "link"], _files.Names(_folder["some"]));
    }

    [Fact]
    public void A_file_is_read_up_to_the_length_that_its_reader_expects()
    {
        _files.WriteNew(_folder["five"], "12345"u8);
        Assert.Equal("12345", Encoding.UTF8.GetString(_files.Read(_folder["five"], 5)!));
        Fails("TooLong", $"{_folder["five"]} is longer than 4 bytes: check that it is the right file.", () => _files.Read(_folder["five"], 4));
        Assert.Null(_files.Read(_folder["none"], 4));
        Fails("EISDIR", $"{_folder.Path} could not be read because it is a folder (EISDIR): check the path.", () => _files.Read(_folder.Path, 4));
    }

    [Fact]
    public void What_is_no_plain_file_is_not_waited_for()
    {
        Tool.Demand("mkfifo", _folder["pipe"]);
        Fails("NotPlain", $"{_folder["pipe"]} is not a plain file: check that it is the right path.", () => _files.Read(_folder["pipe"], 4));
        Fails("TooLong", "/dev/zero is longer than 4 bytes: check that it is the right file.", () => _files.Read("/dev/zero", 4));
    }

    [Fact]
    public void A_file_in_a_folder_that_is_not_there_is_told()
        => Fails("ENOENT", $"{_folder["no/file"]} could not be written because it or its folder does not exist (ENOENT): check the path.", () => _files.OpenAppend(_folder["no/file"]));

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_path_that_the_kernel_would_read_otherwise_is_refused(string path)
        => Fails("EINVAL", "A path is empty or holds a NUL: check the path.", () => _files.Read(path, 1));

    private static void Fails(string code, string sentence, Action act)
    {
        DeviceFault fault = Assert.Throws<DeviceFault>(act);
        Assert.Equal((code, sentence), (fault.Code, fault.Message));
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    // As a fork does: another number for the same open file, with its lock.
    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int file);
}
